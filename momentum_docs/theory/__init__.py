"""What mathematics predicts for momentum, mostly on a quadratic."""
