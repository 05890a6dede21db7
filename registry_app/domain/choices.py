"""The closed lists of codes that records and positions use, each with its English label for the catalogues."""

from registry_app.i18n import N_

FIREARM_KINDS = {
    "pistol": N_("Pistol"),
    "revolver": N_("Revolver"),
    "single_shot_pistol": N_("Single-shot pistol"),
    "shotgun": N_("Shotgun"),
    "rifle": N_("Rifle"),
    "carbine": N_("Carbine"),
    "submachine_gun": N_("Submachine gun"),
    "combination": N_("Combination gun"),
    "less_lethal": N_("Less-lethal launcher"),
    "frame": N_("Frame or receiver"),
}

ACTIONS = {
    "semi_auto": N_("Semi-automatic"),
    "double_action": N_("Double action"),
    "single_action": N_("Single action"),
    "pump": N_("Pump action"),
    "bolt": N_("Bolt action"),
    "lever": N_("Lever action"),
    "break": N_("Break action"),
    "single_shot": N_("Single shot"),
    "full_auto": N_("Fully automatic"),
}

PERMIT_KINDS = {"possession": N_("Possession"), "carry": N_("Carry")}

CONDITIONS = {
    "new": N_("As new"),
    "good": N_("Good"),
    "worn": N_("Worn"),
    "defective": N_("Defective"),
    "unserviceable": N_("Unserviceable"),
}

MARK_KINDS = {
    "frame": N_("Frame or receiver mark"),
    "slide": N_("Slide mark"),
    "barrel": N_("Barrel mark"),
    "import": N_("Import mark"),
    "secondary": N_("Secondary mark"),
    "re_marked": N_("Re-marked"),
    "obliterated": N_("Obliterated"),
}

STORES = {
    "company": N_("Company"),
    "armoury": N_("Armoury"),
    "safe": N_("Safe"),
    "rack": N_("Rack"),
    "slot": N_("Slot"),
}
FIELD_PLACES = {"client": N_("Client"), "contract": N_("Contract"), "post": N_("Post")}
PASSAGES = {"workshop": N_("Workshop"), "transit": N_("Transit")}
OUTSIDE = {
    "supplier": N_("Supplier"),
    "authority": N_("Authority"),
    "buyer": N_("Buyer"),
    "expended": N_("Expended"),
    "lost": N_("Lost"),
    "destroyed": N_("Destroyed"),
}
INSIDE = STORES | FIELD_PLACES | PASSAGES
PLACE_KINDS = INSIDE | OUTSIDE

ARMOURY_GRADES = {"1": N_("Grade 1, basic"), "2": N_("Grade 2"), "3": N_("Grade 3"), "4": N_("Grade 4, strongest")}

STATES = {
    "ready": N_("Ready"),
    "loaded": N_("Loaded"),
    "sealed": N_("Sealed"),
    "reserved": N_("Reserved"),
    "blocked": N_("Blocked"),
    "held:evidence": N_("Held as evidence"),
    "held:quarantine": N_("In quarantine"),
}
HELD_STATES = ("reserved", "blocked", "held:evidence", "held:quarantine")
USABLE_STATES = ("ready", "loaded")
FREE_STATES = (*USABLE_STATES, "sealed")
"""The states in which nothing is held."""

ROLES = {
    "director": N_("Director"),
    "compliance": N_("Compliance officer"),
    "supervisor": N_("Supervisor"),
    "armorer": N_("Armorer"),
    "counter": N_("Counter"),
    "inspector": N_("Inspector"),
    "it": N_("IT"),
    "reader": N_("Reader"),
}

SIGNATURE_FIELDS = {"armorer": N_("Armorer"), "witness": N_("Witness"), "inspector": N_("Inspector")}
"""Where papers are signed, by the name of the field in the file."""

REASONS = {
    "opening": N_("Opening balance"),
    "purchase": N_("Purchase"),
    "shift": N_("Shift"),
    "training": N_("Training"),
    "incident": N_("Incident"),
    "misfire": N_("Misfire"),
    "test": N_("Function test"),
    "theft": N_("Theft"),
    "robbery": N_("Robbery"),
    "loss": N_("Loss"),
    "recovered": N_("Recovered"),
    "evidence": N_("Evidence"),
    "quarantine": N_("Quarantine"),
    "inspection": N_("Inspection"),
    "maintenance": N_("Maintenance"),
    "sale": N_("Sale"),
    "surrender": N_("Surrendered to the authority"),
    "worn_out": N_("Worn out"),
    "typing_error": N_("Typing error"),
    "wrong_item": N_("Wrong item"),
    "wrong_person": N_("Wrong person"),
    "duplicate": N_("Entered twice"),
    "other_maker": N_("Same number by another maker"),
    "renewal": N_("Renewal"),
    "appointment": N_("Appointment"),
    "departure": N_("Departure"),
    "refused_delivery": N_("Delivery refused"),
    "import_dropped": N_("Import dropped"),
    "rotation": N_("Rotation of carry rounds"),
    "expired": N_("Past its date"),
    "recall": N_("Recall by the maker"),
    "repair": N_("Repair"),
    "modification": N_("Conversion"),
    "care": N_("Cleaning and care"),
    "pack_opened": N_("Pack opened"),
    "hand_over": N_("New custodian"),
    "closure": N_("The company closes"),
    "suspension": N_("Licence suspended"),
    "seizure": N_("Seized by the authority"),
    "counted": N_("Difference found in a count"),
    "self_defence": N_("Self-defence"),
    "warning_shot": N_("Warning shot"),
    "accident": N_("Accident"),
    "reserved": N_("Reserved for a task"),
    "privacy": N_("Protection of personal data"),
    "kept_long_enough": N_("Kept long enough"),
    "undone": N_("Undone at once"),
    "exception": N_("Exception allowed"),
    "disk_failed": N_("Disk failed"),
    "computer_gone": N_("Computer lost or stolen"),
    "register_damaged": N_("Register damaged"),
    "other": N_("Other, see the note"),
}

LOADS = {
    "service": N_("Service"),
    "training": N_("Training"),
    "blank": N_("Blank"),
    "less_lethal": N_("Less-lethal"),
}

HAZARD_DIVISIONS = {"1.1": "1.1", "1.2": "1.2", "1.3": "1.3", "1.4": "1.4", "1.5": "1.5", "1.6": "1.6"}
COMPATIBILITY_GROUPS = {letter: letter for letter in "ABCDEFGHJKLNS"}

ARTICLE_KINDS = {
    "magazine": N_("Magazine"),
    "permit_card": N_("Permit card"),
    "vest": N_("Protective vest"),
    "key": N_("Key"),
    "other": N_("Other article"),
}

DOCUMENT_KINDS = {
    "photo": N_("Photo"),
    "photo_marks": N_("Photo of the marks"),
    "logo": N_("Logo"),
    "permit": N_("Permit"),
    "licence": N_("Licence"),
    "identity": N_("Identity document"),
    "invoice": N_("Invoice"),
    "contract": N_("Contract"),
    "police_report": N_("Police report"),
    "notice": N_("Notice to the authority"),
    "order": N_("Order of an authority"),
    "act": N_("Official act"),
    "work_order": N_("Work order"),
    "receipt": N_("Receipt"),
    "return": N_("Return to the authority"),
    "acknowledgement": N_("Acknowledgement"),
    "other": N_("Other document"),
}
ATTACHED_KINDS = {code: label for code, label in DOCUMENT_KINDS.items() if code != "acknowledgement"}
"""What people attach to records; acknowledgements enter with their handover."""

MEDIA_TYPES = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
    "application/pdf": "PDF",
    "application/json": "JSON",
}

LOSS_KINDS = {
    "loss": N_("Loss"),
    "theft": N_("Theft"),
    "robbery": N_("Robbery"),
    "not_found": N_("Not found at a count"),
}
LOSS_OUTCOMES = {
    "recovered": N_("Recovered"),
    "partly": N_("Partly recovered"),
    "written_off": N_("Written off by decision"),
    "error": N_("It was never gone"),
}

DISCHARGE_KINDS = {
    "self_defence": N_("Self-defence"),
    "defence_of_others": N_("Defence of others"),
    "warning_shot": N_("Warning shot"),
    "accident": N_("Accident"),
    "animal": N_("Against an animal"),
}
HARMS = {"none": N_("Nobody hurt"), "injured": N_("People injured"), "killed": N_("People killed")}
DAMAGES = {"none": N_("No damage"), "minor": N_("Minor damage"), "major": N_("Major damage")}

UNSIGNED = {
    "injured": N_("Injured"),
    "dead": N_("Deceased"),
    "absent": N_("Not to be reached"),
    "refuses": N_("Refuses to sign"),
}
"""Why somebody who ought to acknowledge an act did not."""

REPORT_NAMES = {
    "inventory": N_("Inventory return"),
    "movements": N_("Movements book"),
    "handovers": N_("Issue-and-return book"),
    "ammunition": N_("Ammunition account"),
    "ammunition-month": N_("Ammunition by month"),
    "people": N_("People with arms"),
    "expiry": N_("Papers that run out"),
    "changes": N_("Change notice"),
    "loss": N_("Loss or theft notice"),
    "discharge": N_("Discharge report"),
    "transfer": N_("Transfer guide"),
    "trace": N_("Trace dossier"),
    "closure": N_("Closure pack"),
}
"""What is sent to an authority, whether the program writes its paper or people do."""

JURISDICTIONS = {
    "generic": N_("Generic"),
    "ar": N_("Argentina"),
    "br": N_("Brazil"),
    "cl": N_("Chile"),
    "co": N_("Colombia"),
    "cr": N_("Costa Rica"),
    "gt": N_("Guatemala"),
    "jm": N_("Jamaica"),
    "mx": N_("Mexico"),
    "pe": N_("Peru"),
    "sv": N_("El Salvador"),
    "za": N_("South Africa"),
}

SAID_ALSO = {
    "armoury": ("armory", "armería", "arsenal", "sala de armas", "paiol"),
    "safe": ("caja", "bóveda", "strongbox"),
    "rack": ("armero", "estantería", "prateleira"),
    "client": ("customer",),
    "post": ("puesto de vigilancia", "posto de vigilância"),
    "pistol": ("pistola semiautomática", "self-loading pistol"),
    "revolver": ("revólveres", "rev"),
    "shotgun": (
        "escopeta de repetición", "escopeta calibre 12", "espingarda calibre 12", "fusil à pompe", "fusil de chasse",
    ),
    "carbine": ("carabina semiautomática",),
    "submachine_gun": ("smg", "pistola ametralladora", "metralhadora de mão"),
    "less_lethal": ("traumática", "arma traumática", "no letal", "não letal", "non-lethal"),
    "semi_auto": ("semiautomático", "semiauto"),
    "pump": ("pump", "corredera", "pompe"),
    "full_auto": ("automático", "automatic"),
    "training": ("práctica", "instrucción", "polígono", "treino"),
    "service": ("dotación", "operativa", "operacional"),
    "new": ("nueva", "nuevo", "nova", "novo", "neuve", "neuf"),
    "good": ("buena", "bueno", "buen estado", "boa", "bom", "bonne", "bon"),
    "worn": ("regular", "usada", "usado", "desgastada", "usagée", "usagé"),
    "defective": ("mala", "malo", "defectuosa", "ruim", "defeituosa", "défectueuse", "mauvais état"),
    "unserviceable": ("inservible", "fuera de servicio", "inservível", "fora de uso", "hors service"),
    "possession": ("tenencia", "posse", "détention"),
    "carry": ("porte", "port"),
    "magazine": ("cargador", "proveedor", "carregador", "chargeur"),
    "permit_card": ("carné", "carnet", "tarjeta de propiedad", "salvoconducto", "carteira"),
    "vest": ("chaleco", "chaleco antibalas", "colete", "colete balístico", "gilet pare-balles", "gilet"),
    "key": ("llave", "chave", "clé", "clef"),
}  # fmt: skip
"""What people write for a choice beside its code and its labels: words of real lists, met without case and accents."""
