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
    "other": N_("Other, see the note"),
}

LOADS = {
    "service": N_("Service"),
    "training": N_("Training"),
    "blank": N_("Blank"),
    "less_lethal": N_("Less-lethal"),
}

JURISDICTIONS = {"generic": N_("Generic")}

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
}  # fmt: skip
"""What people write for a choice beside its code and its labels: words of real lists, met without case and accents."""
