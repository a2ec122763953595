"""Every page of the program, as addresses with the numbers of what the tests have made."""

from dataclasses import dataclass

from django.contrib import admin

from tests.browser.people import CHIEF, IMAGING, MANAGER, VIEWER

NOBODY = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A page: its name, its address with numbers by name, and who looks at it."""

    name: str
    path: str
    who: str = CHIEF


FRONT = (
    Place("sign in", "/sign-in/", NOBODY),
    Place("sign in, sent there", "/sign-in/?next=/reports/", NOBODY),
    Place("uploads", "/"),
    Place("uploads, for a viewer", "/", VIEWER),
    Place("new upload", "/uploads/new/"),
    Place("upload before the start", "/uploads/{waiting}/"),
    Place("upload before the start, for a viewer", "/uploads/{waiting}/", VIEWER),
    Place("upload, what needs an eye", "/uploads/{waiting}/?eye=any"),
    Place("upload without photos", "/uploads/{empty}/"),
    Place("item barcodes", "/uploads/{waiting}/barcodes/"),
    Place("item barcodes, none open", "/uploads/{sample}/barcodes/?only=without"),
    Place("separator slips", "/slips/"),
    Place("separator slips, wrong number", "/slips/?count=0"),
    Place("upload that is done", "/uploads/{sample}/"),
    Place("upload, one sort group", "/uploads/{sample}/?group=review"),
    Place("upload, one bar of confidence", "/uploads/{sample}/?confidence=90-100"),
    Place("upload, a disc is found", "/uploads/{sample}/?find=blue"),
    Place("upload, no disc is found", "/uploads/{sample}/?find=nothing&arrange=1"),
    Place("upload, photos arranged after the start", "/uploads/{sample}/?arrange=1"),
    Place("delete an upload", "/uploads/{sample}/delete/"),
    Place("cancel a batch", "/batches/{batch}/cancel/"),
    Place("disc", "/discs/{disc}/"),
    Place("disc, for a viewer", "/discs/{disc}/", VIEWER),
    Place("reports", "/reports/"),
    Place("report", "/reports/{report}/"),
    Place("what is sent", "/sending/"),
    Place("what is sent, for a viewer", "/sending/", VIEWER),
    Place("trial mode", "/trial/", MANAGER),
    Place("trial mode, not allowed", "/trial/", VIEWER),
    Place("cover a part of a photo", "/photos/{photo}/cover/"),
    Place("costs", "/costs/"),
    Place("costs, for a viewer", "/costs/", VIEWER),
    Place("password", "/password/"),
    Place("not allowed", "/uploads/new/", VIEWER),
    Place("not found", "/uploads/999999/"),
)
LISTS = sorted(model._meta.label_lower.replace(".", "/") for model in admin.site._registry)
ADMIN = (
    Place("admin, sign in", "/admin/login/", NOBODY),
    Place("admin, wrong group", "/admin/login/?next=/admin/", IMAGING),
    Place("admin", "/admin/"),
    Place("admin, for a manager", "/admin/", MANAGER),
    Place("admin, for a viewer", "/admin/", VIEWER),
    *(Place(f"admin list {name}", f"/admin/{name}/") for name in LISTS),
    Place("review list", "/admin/processing/disc/?group=review"),
    Place("review list, searched", "/admin/processing/disc/?q=zzzz"),
    Place("disc to review", "/admin/processing/disc/{disc}/change/"),
    Place("disc that is decided", "/admin/processing/disc/{decided}/change/"),
    Place("disc, nothing to decide for a viewer", "/admin/processing/disc/{disc}/change/", VIEWER),
    Place("disc history", "/admin/processing/disc/{disc}/history/"),
    Place("admin upload", "/admin/processing/upload/{sample}/change/"),
    Place("admin question to the model", "/admin/processing/modelcall/{call}/change/"),
    Place("admin batch", "/admin/processing/batchjob/{batch}/change/"),
    Place("admin photo", "/admin/processing/photo/{photo}/change/"),
    Place("admin stage run", "/admin/processing/stagerun/{run}/change/"),
    Place("admin record", "/admin/processing/bibrecord/{record}/change/"),
    Place("admin source", "/admin/processing/source/{source}/change/"),
    Place("admin decision", "/admin/processing/decision/{decision}/change/"),
    Place("admin report", "/admin/processing/report/{report}/change/"),
    Place("admin delete report", "/admin/processing/report/{report}/delete/"),
    Place("admin delete source", "/admin/processing/source/{source}/delete/"),
    Place("admin user", "/admin/auth/user/{user}/change/"),
    Place("admin new user", "/admin/auth/user/add/"),
    Place("admin user password", "/admin/auth/user/{user}/password/"),
    Place("admin delete user", "/admin/auth/user/{user}/delete/"),
    Place("admin group", "/admin/auth/group/1/change/"),
)
PLACES = FRONT + ADMIN
