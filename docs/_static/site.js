{
  // What scrolls sideways can be reached and scrolled by keyboard.
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  document
    .querySelectorAll("pre, .katex-display, .table-wrapper")
    .forEach((block) => observer.observe(block));

  // Search results quote their pages, which a browser does not read from disk.
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
}
