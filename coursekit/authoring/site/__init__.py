"""The course as a web site: pages from the chapters' stored outputs, a search that knows Chinese, downloads."""
