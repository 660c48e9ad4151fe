"""The catalogue (事项目录): items, their file forms, and how a clerk finds one. Pure."""
