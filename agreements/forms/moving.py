"""What the forms share with which something beside the road is moved: a report, an evaluation, a change."""

from cooperation.forms.base import Form
from cooperation.forms.files import FilesMixin


class MovingForm(FilesMixin, Form):
    """The answers its row asks for, and a note. `seen`, where asked, is the version that was read before sending."""

    def answers(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "note"}

    def note(self):
        return self.cleaned_data.get("note", "")

    def show_version(self, version):
        """The page shows this version from now on; sending it again means having read it."""
        if self.is_bound and "seen" in self.fields:
            self.data = self.data.copy()
            self.data["seen"] = str(version)
