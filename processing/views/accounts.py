"""Signing in and out, and the change of one's password."""

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpResponse
from django.urls import reverse_lazy

from processing.forms.accounts import SignInForm
from processing.models import Account


class SignIn(views.LoginView):
    authentication_form = SignInForm
    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True


class SignOut(views.LogoutView):
    """By POST only; leads to the sign-in page."""


class ChangePassword(views.PasswordChangeView):
    """After it the account's password is the person's own, and the suggestion to change it ends."""

    template_name = "accounts/password.html"
    success_url = reverse_lazy("uploads")

    def form_valid(self, form: PasswordChangeForm) -> HttpResponse:
        answer = super().form_valid(form)
        Account.objects.filter(user=form.user).update(made_password=False)
        messages.success(self.request, "Your password is changed.")
        return answer
