"""What refused a form that was well filled in, in the form."""

from agreements.articles import article_words


def refuse(form, problems):
    """Show problems in a form: at their field, or above it."""
    for problem in problems:
        field = problem.field if problem.field in form.fields else None
        article = f" ({article_words(problem.article)})" if problem.article else ""
        form.add_error(field, f"{problem.message}{article}")
