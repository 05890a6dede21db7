"""Sentences for certificates that do not serve, and papers that cannot be signed. Each names the remedy."""

from registry_app.i18n import N_

SIGNATURE_SENTENCES = {
    # files of certificates
    "pkcs12_unreadable": N_("This is no PKCS#12 file. Choose the file (.p12 or .pfx) that your provider gave you."),
    "pkcs12_passphrase": N_("The passphrase of this PKCS#12 file is not right. It is the one your provider gave you."),
    "pkcs12_without_key": N_(
        "This file holds no private key, so nobody can sign with it. Export the certificate again together with its "
        "private key."
    ),
    "certificate_unreadable": N_("This is no certificate. Choose another file."),
    "certificate_not_rsa": N_(
        "The key of {subject} is not RSA. With elliptic curves a signed paper would no longer be PDF/A-3; ask your "
        "provider for RSA of {bits} bits or more."
    ),
    "certificate_key_weak": N_(
        "The key of {subject} has {found} bits, which is too few. Ask your provider for RSA of {bits} bits or more."
    ),
    "certificate_not_for_signing": N_(
        "The certificate of {subject} is not meant for signing documents. Ask your provider for one that is."
    ),
    "certificate_expired": N_("The certificate of {subject} ended on {until}. Get a new one."),
    "certificate_not_begun": N_(
        "The certificate of {subject} holds from {day} on. Wait until then, or set the clock of this computer right."
    ),
    # papers
    "paper_not_ours": N_("This file is no report of Armarium, or it is damaged. Choose a report made by “report”."),
    "paper_without_fields": N_("This report has no fields to be signed. Choose one that has, such as a return."),
    "paper_changed": N_(
        "This file was changed after it was made or signed, so it cannot be signed again. Make the report anew, or get "
        "an unchanged copy."
    ),
    "signature_field_unknown": N_("The report has no field “{value}”. Choose one of {names}."),
    "signature_field_taken": N_("The field “{value}” was signed by {person} already. Choose another field."),
    "paper_signed_by_all": N_("Every field of this report is signed already. Nothing is left to sign."),
}
