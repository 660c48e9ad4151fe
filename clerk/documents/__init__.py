"""Official notices of a case (文书): typed models, their plain text, saving and printing."""
