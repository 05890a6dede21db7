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
    # certificates on record
    "certificate_not_by_this_act": N_(
        "“{kind}” makes no such certificate. An authority is founded, any other certificate is issued or imported."
    ),
    "certificate_not_in_force": N_("This certificate, valid until {until}, is not in force today. Take another."),
    "certificate_of_another": N_(
        "This certificate is for {user}, who has to be there: let {user} type the own passphrase, or do it alone."
    ),
    "authority_missing": N_(
        "The company has no authority for certificates. Let a director found one: on the page Users, or “certificates "
        "found”."
    ),
    "authority_of_another": N_(
        "Only {user}, who founded the company's authority, can certify. Let {user} do it, or withdraw it and found a "
        "new one."
    ),
    "authority_stands": N_(
        "The company has an authority for certificates already. Withdraw that before you found another."
    ),
    "certificate_stands": N_("{user} has a certificate already. Withdraw it with the same entry."),
    "certificate_is_fixed": N_(
        "Nothing of the certificate of {item} can be changed but its withdrawal, once. Issue a new one instead."
    ),
    "certificate_withdrawn_another_day": N_("A certificate is withdrawn on the day itself, {day}."),
    "certificate_outlives_key": N_(
        "The certificates of {user} could not be used any more. Withdraw them with the same entry."
    ),
    "certificate_goes_with_key": N_(
        "The certificates of {user} were withdrawn: nobody can open their private keys any more. Issue or import new "
        "ones."
    ),
    "certificate_missing": N_(
        "{user} has no certificate to sign with. Get one on the page Users, by “certificates certify” or “certificates "
        "import”."
    ),
    "certificate_without_key": N_(
        "The private key of {user} for this is not in this register any more. Withdraw the certificate, and get a new "
        "one."
    ),
    "certificate_erased": N_("This certificate is not in the register, or was erased. Choose another."),
    "certificate_suffix": N_("“{value}”: certificates are written as one of {choices}. Choose such a name."),
    "licence_number_missing": N_(
        "The authority's certificate carries the number of the company's licence. Enter it on the company's page first."
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
    "paper_signed_by_same": N_(
        "{person} signed this report already, in the field “{value}”. Let another person sign the next field."
    ),
    "paper_of_another_ledger": N_(
        "This report was made from another register ({origin}). Sign it in the register that it was made from."
    ),
    "time_stamp_address": N_("“{value}” is no address of a time stamp service. It begins with https:// or http://."),
    "time_stamp_unavailable": N_(
        "No time stamp came from {url} ({detail}). Nothing was signed. Try again, or sign without a time stamp."
    ),
    "certificate_not_for_stamps": N_(
        "The certificate of {subject} is not one for time stamps alone, with an RSA key. Choose another file."
    ),
    "key_file_signs_inspections": N_(
        "Only an inspector signs with a key file that is not on record here. Who signs for the company gets a "
        "certificate on the page Users."
    ),
    "key_file_too_large": N_("{path} is too large to be the right file. Choose another."),
    "paper_signed_by_all": N_("Every field of this report is signed already. Nothing is left to sign."),
}
