"""What pages share on which something beside the road is moved: a report, an evaluation, a change."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect

from agreements.articles import article_words
from agreements.forms.refusals import refuse
from cooperation.exceptions import Conflict, NotReady
from cooperation.workflow import Act

from .base import typed
from .moves import people_told


class MovePage:
    """Before a view of one record: what will be sent or decided, who will be told, the form.

    `render(template, status, **context)` is the view's.
    """

    #: The table of moves, and the sentence and the people of one.
    workflow = None
    message = staticmethod(lambda act: "")
    recipients = staticmethod(lambda act: ())
    template_name = ""

    def dispatch(self, request, *args, **kwargs):
        self.move = self.workflow.moves.get(kwargs["name"])
        if self.move is None or self.move.by_clock:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def record(self):
        raise NotImplementedError

    @property
    def onwards(self):
        """(address, words) of where the record stands once it was moved, by this person or by another."""
        raise NotImplementedError

    #: Said to whom the step is not given, and to whoever comes too late.
    closed = over = ""

    def form(self, *data):
        raise NotImplementedError

    def context(self, form):
        """Further variables of the page."""
        return {}

    def needs(self, problems):
        """Problems as the box "not ready yet" shows them."""
        return [{"label": one.message, "note": article_words(one.article)} for one in problems]

    def perform(self, form):
        made = {"by": self.request.user, "note": form.note(), "data": form.answers()}
        return self.workflow.perform(self.record, self.move.name, **made)

    def get(self, request, **kwargs):
        self.permit()
        return self.page(self.form())

    def post(self, request, **kwargs):
        self.permit()
        form = self.form(request.POST, request.FILES)
        if form.is_valid():
            try:
                act = self.perform(form)
            except NotReady as refusal:
                refuse(form, refusal.problems)
            except Conflict as conflict:
                raise self.explained(conflict.message, form) from conflict
            else:
                messages.success(request, self.message(act))
                return redirect(self.onwards[0])
        form.keep_files()
        return self.page(form, status=422)

    def permit(self):
        if not self.request.user.has_perm(self.workflow.permission(self.move), self.record):
            raise PermissionDenied(self.closed)
        if not self.workflow.exists(self.move, self.record):
            raise self.explained(self.over, self.form(self.request.POST) if self.request.POST else None)

    def explained(self, message, form):
        """After "back" or a reload the way on is the record; what was typed is shown, so that it can be copied."""
        url, link = self.onwards
        return Conflict(message, url=url, link=link, texts=typed(form, longer_than=0) if form else [])

    def page(self, form, status=200):
        form.show_version(self.record.edit_version)
        act = Act(self.record, self.move, self.request.user)
        return self.render(
            self.template_name,
            status=status,
            move=self.move,
            article=article_words(self.move.article),
            form=form,
            problems=self.needs(self.workflow.problems(self.record, self.move.name, self.request.user)),
            recipients=people_told(self.recipients(act)),
            message=self.message(act),
            **self.context(form),
        )
