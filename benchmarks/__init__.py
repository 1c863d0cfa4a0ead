"""Measures the product against named peers, in one run, as ratios. See docs/performance.md."""
