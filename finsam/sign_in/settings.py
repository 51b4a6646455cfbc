"""How one signs in: allauth's settings, and what Django asks of a password."""

AUTH_USER_MODEL = "meetings.Person"
AUTHENTICATION_BACKENDS = ["finsam.sign_in.accounts.Backend"]
SESSION_ENGINE = "finsam.sign_in.sessions"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "finsam.sign_in.forms.NotLikeOneself"},
    {"NAME": "finsam.sign_in.forms.NotTooShort", "OPTIONS": {"min_length": 10}},
    {"NAME": "finsam.sign_in.forms.NotCommon"},
    {"NAME": "finsam.sign_in.forms.NotDigitsOnly"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "finsam.sign_in.password_links.PasswordLinks"  # noqa: S105  # a class
PASSWORD_RESET_TIMEOUT = 7 * 24 * 60 * 60  # an invitation uses the same link and may wait over a weekend

ACCOUNT_ADAPTER = "finsam.sign_in.accounts.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "finsam.sign_in.forms.LoginForm",
    "reset_password": "finsam.sign_in.forms.ResetPasswordForm",
    "reset_password_from_key": "finsam.sign_in.forms.ResetPasswordKeyForm",
    "change_password": "finsam.sign_in.forms.ChangePasswordForm",
    "set_password": "finsam.sign_in.forms.SetPasswordForm",
    "reauthenticate": "finsam.sign_in.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "django.utils.encoding.force_str"
ACCOUNT_EMAIL_VERIFICATION = "none"  # the chancellery vouches for the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a letter when the password has been changed
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = True
# Beside allauth's own rates: those of pages that strangers post to, and of passwords beside a signature.
ACCOUNT_RATE_LIMITS = {
    # Wrong passwords: of one address from one place, of one address from anywhere, and in a browser that is known.
    "login_failed": "10/m/ip,5/5m/key",
    "login_of_address": "100/h/key",
    "login_known_browser": "5/5m/key",
    "reset_password_from_key": "20/m/ip",
    "authenticity_check": "20/10m/ip",
    "posting_answer": "60/10m/ip",
    "reply_by_link": "60/10m/ip",
    "raised_by_link": "60/10m/ip",
    "application_enter": "20/10m/ip",
    "link_enter": "30/10m/ip",
    "application_confirm": "30/10m/ip",
    "agreement_sign": "30/10m/ip",
    "payee_sign": "30/10m/ip",
    "takeover_answer": "30/10m/ip",
    "takeover_ask": "10/h/user",
    "account_confirm": "30/10m/ip",
    "account_propose": "5/h/user",
    "signing_password": "5/15m/user",
}

# -- Second factors: passkeys, one-time codes and recovery codes

MFA_ADAPTER = "finsam.sign_in.second_step.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "finsam.sign_in.forms.AuthenticateForm",
    "reauthenticate": "finsam.sign_in.forms.CodeAgainForm",
    "activate_totp": "finsam.sign_in.forms.ActivateCodesForm",
    "add_webauthn": "finsam.sign_in.forms.AddPasskeyForm",
    "edit_webauthn": "finsam.sign_in.forms.EditPasskeyForm",
    "authenticate_webauthn": "finsam.sign_in.forms.AnswerPasskeyForm",
    "login_webauthn": "finsam.sign_in.forms.LoginPasskeyForm",
    "reauthenticate_webauthn": "finsam.sign_in.forms.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, a face or a PIN: having the telephone is not enough
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the chancellery vouches for the address
MFA_TOTP_ISSUER = "Finsam protokoll"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute wrong

# -- Sign-in by e-ID

SOCIALACCOUNT_ADAPTER = "finsam.sign_in.eid.EidAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"provider_class": "finsam.sign_in.eid.EidProvider"}}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an identity is linked by its person, never by an address
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_STORE_TOKENS = False
