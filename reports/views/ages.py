"""How long dossiers stay at a step."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.enums import Status
from agreements.models import ServiceTarget
from cooperation.downloads import csv_response
from cooperation.models import Region, User
from cooperation.views.base import PAGE_SIZE, Page
from reports import ages, rules
from reports.charts import with_bars
from reports.forms.ages import STEPS, AgesForm


class Ages(Page):
    """Dossiers now at a step, oldest first; medians of the stays that ended in a period."""

    template_name = "reports/ages.html"
    permission = rules.SEE_AGES
    heading = gettext_lazy("Ages and service targets")
    crumbs = ()

    @cached_property
    def targets(self):
        """{status: working days}"""
        return {target.status: target.days for target in ServiceTarget.objects.all()}

    @cached_property
    def form(self):
        return AgesForm(self.request.GET, with_province=self.request.user.is_home_affairs)

    @cached_property
    def question(self):
        return ages.Question(self.request.user, **self.form.answers())

    def get_context_data(self, **context):
        query, question = self.request.GET, self.question
        page = Paginator(range(ages.standing(question).count()), PAGE_SIZE).get_page(query.get("page"))
        rows = ages.oldest(question, limit=PAGE_SIZE, offset=(page.number - 1) * PAGE_SIZE)
        return super().get_context_data(
            form=self.form,
            question=question,
            query=query,
            path=self.request.path,
            page=page,
            lines=[{"dossier": one, "target": self.targets.get(one.status)} for one in rows],
            **self.bars(),
            **context,
        )

    def bars(self):
        """The medians by step, by region (of the whole country by province), and for the ministry by reviewer."""
        nationwide, medians = self.request.user.is_home_affairs, ages.medians(self.question)
        by_province = nationwide and not self.question.province
        regions = medians["province" if by_province else "region"]
        return {
            "by_step": self.by_step(medians["step"]),
            "by_region": self.by_region(regions, leads_on=by_province),
            "by_reviewer": self.by_reviewer(medians["reviewer"]) if nationwide else [],
        }

    def by_step(self, found):
        """In the order of the road."""
        steps = [step for step in STEPS if step in found]
        return with_bars(
            [found[step] | {"label": Status(step).label, "target": self.targets.get(step)} for step in steps]
        )

    def by_region(self, found, *, leads_on):
        names = Region.objects.in_bulk(list(found))
        return with_bars(
            [
                found[code] | {"label": str(names[code]), "target": None, "province": code if leads_on else ""}
                for code in sorted(found)
            ]
        )

    def by_reviewer(self, found):
        names = dict(User.objects.filter(pk__in=list(found)).values_list("pk", "name"))
        rows = [row | {"label": names[int(key)], "target": None} for key, row in found.items()]
        return with_bars(sorted(rows, key=lambda row: row["label"]))


class AgesFile(Ages):
    """What the bars of the page say, for spreadsheets."""

    def get(self, request):
        asked, bars = self.question, self.bars()
        head = (
            _("Grouped by"),
            _("Name"),
            _("Median"),
            _("Nine of ten within"),
            _("Service target"),
            _("Number of stays"),
        )
        kinds = {"by_step": _("Step"), "by_region": _("Region"), "by_reviewer": _("Reviewer")}
        rows = [
            (words, row["label"], round(row["median"], 1), round(row["ninety"], 1), row["target"], row["number"])
            for kind, words in kinds.items()
            for row in bars[kind]
        ]
        return csv_response(f"{_('ages')}-{asked.since}-{asked.until}", head, rows)
