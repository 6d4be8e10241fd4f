"""3-D Secure, “is it you?”: what a bank asks the cardholder before it says yes."""

from standin.books import Thing

# As the processor answers whoever gave no `return_url`: the caller's own scripts would go on.
USE_SCRIPTS: Thing = {
    "type": "use_stripe_sdk",
    "use_stripe_sdk": {"type": "three_d_secure_redirect"},
}
