"""One count of the chapters: Sphinx begins anew with each numbered list of `index.md`."""

from sphinx import addnodes
from sphinx.environment.collectors.toctree import TocTreeCollector

assign_section_numbers = TocTreeCollector.assign_section_numbers


def count_through(collector, env):
    """Number the chapters of all lists in one count; Sphinx would begin anew with each."""
    read = env.get_doctree

    def joined(name):
        doctree = read(name)
        lists = [part for part in doctree.findall(addnodes.toctree) if part.get("numbered")]
        for part in lists[1:]:
            lists[0]["entries"] = lists[0]["entries"] + part["entries"]
            part["numbered"] = 0
        return doctree

    env.get_doctree = joined
    try:
        return assign_section_numbers(collector, env)
    finally:
        del env.get_doctree


def setup(app):
    TocTreeCollector.assign_section_numbers = count_through
    return {"parallel_read_safe": True, "parallel_write_safe": True}
