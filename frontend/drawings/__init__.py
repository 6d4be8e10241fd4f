"""Pictures drawn by the server, as SVG: each a function that gives shapes in the drawing's own
units, a template in `templates/drawings/` that draws them, and beside it the same in words."""
