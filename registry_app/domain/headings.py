"""Which field a column of somebody's list means: its heading against labels in all our languages, names and synonyms.

Headings meet without case, accents, punctuation, little words and order: `N° de Série`, `Número de serie`, `SERIE NO.`
are told alike. The synonyms are what stands over the columns of real lists of security companies in the Americas.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from registry_app.domain.fields import Field
from registry_app.i18n import LANGUAGES, _, speaking

_LITTLE = frozenset("a al d da das de del des do dos du e el en et l la las le les los o of the y".split())
_SHORT = {
    "venc": "vencimiento", "vencim": "vencimiento", "vto": "vencimiento", "vence": "vencimiento",
    "vigencia": "vencimiento", "caduca": "vencimiento", "caducidad": "vencimiento", "lic": "licencia",
    "fec": "fecha", "cant": "cantidad", "mun": "municion", "resp": "responsable", "ubic": "ubicacion",
    "val": "validade", "vcto": "vencimiento", "exp": "expiry", "expires": "expiry", "expiration": "expiry",
}  # fmt: skip
"""Abbreviations over columns, and words that say the same."""
_NUMBER = frozenset("n no nr nro num numero number".split())

_MAKER = ("maker", "make", "marca", "manufacturer", "brand", "fabricante", "fabricant", "marque")
_CALIBRE = ("caliber", "cal")
_YEAR = ("year", "año", "ano", "année", "año de fabricación", "ano de fabricação", "année de fabrication")
_CODE = ("code", "código", "codigo interno")
_PLACE = (
    "place", "place code", "place name", "location", "armoury", "armory", "site", "ubicación", "lugar", "armería",
    "armerillo", "sede", "puesto", "local", "localização", "posto", "lieu", "emplacement", "armurerie", "poste",
)  # fmt: skip
_PERSON = (
    "person", "person code", "holder", "issued to", "guard", "responsable", "portador", "guarda", "vigilante",
    "asignado a", "código de persona", "responsável", "vigilante código", "porteur", "détenteur", "agent",
)  # fmt: skip
_LICENCE_UNTIL = (
    "licence expiry", "license expiry", "vencimiento de la licencia", "vencimiento licencia",
    "fecha vencimiento licencia",
    "fecha licencia", "validade da licença",
    "validade da cnv", "échéance de la licence", "licence expires",
)  # fmt: skip

SYNONYMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "places": {
        "code": _CODE,
        "name": ("name", "nombre", "nome", "nom"),
        "kind": ("kind", "type", "tipo", "tipo de lugar", "tipo de local", "type de lieu"),
        "parent": (
            "parent code", "part of", "within", "pertenece a", "depende de", "dependencia", "ubicado en", "dentro de",
            "parte de", "superior", "pertence a",
            "fait partie de",
        ),
    },
    "people": {
        "code": (*_CODE, "employee number", "badge", "legajo", "ficha", "matrícula", "matricule", "id"),
        "name": (
            "name", "nombre", "nombres", "nombre completo", "nombres y apellidos", "apellidos y nombres", "nome",
            "nome completo", "nom", "nom complet", "nom et prénom",
        ),
        "document": (
            "cédula", "documento", "documento de identidad", "dni", "id number", "cpf", "rg", "pièce d'identité",
        ),
        "licence_number": (
            "licence", "license", "license number", "licencia", "número de licencia", "credencial", "cnv", "carteira",
            "licença", "número da licença",
        ),
        "licence_class": ("class", "clase", "clase de licencia", "classe"),
        "licence_expires_on": _LICENCE_UNTIL,
        "course_expires_on": ("course", "course expiry", "curso", "vencimiento del curso",
                              "fecha vencimiento curso", "reciclagem",
                              "validade do curso", "échéance du cours"),
    },
    "firearms": {
        "serial": (
            "serial", "serial number", "serie", "série", "número de serie", "serial del arma", "serie del arma",
            "número del arma", "matricule", "numéro de série", "número de arma",
        ),
        "maker": _MAKER,
        "model": ("model", "modelo", "modèle"),
        "kind": (
            "type", "tipo", "tipo de arma", "clase", "clase de arma", "espécie", "espécie de arma", "firearm type",
            "weapon type", "type d'arme", "classe",
        ),
        "calibre": _CALIBRE,
        "action": ("funcionamiento", "mecanismo", "acción", "funcionamento", "ação", "mécanisme"),
        "importer": ("importador", "importateur"),
        "country": (
            "country", "made in", "country of origin", "país", "país de fabricación", "país de origen", "origen",
            "origem", "país de origem", "país de fabricação", "pays", "pays de fabrication",
        ),
        "year": _YEAR,
        "tag": ("tag", "asset tag", "barcode", "qr", "etiqueta", "código de barras", "étiquette", *_CODE),
        "permit_number": (
            "permit", "permit number", "permiso", "número de permiso", "salvoconducto", "número de salvoconducto",
            "porte", "registro", "número de registro", "craf", "permis", "numéro de permis",
        ),
        "permit_expires_on": (
            "permit expiry", "expiry", "expires", "valid until", "vencimiento", "fecha de vencimiento", "vence",
            "vencimiento del permiso", "fecha vencimiento permiso", "vencimiento salvoconducto",
            "fecha vencimiento salvoconducto", "validade", "vencimento", "validade do registro",
            "échéance", "date d'échéance",
        ),
        "place": _PLACE,
        "person": _PERSON,
    },
    "ammunition": {
        "lot_number": ("lot", "lote", "lot number", "número de lote", "batch", "numéro de lot"),
        "calibre": _CALIBRE,
        "maker": _MAKER,
        "load": ("load", "carga", "tipo", "type", "uso", "charge"),
        "year": _YEAR,
        "quantity": (
            "quantity", "qty", "rounds", "cartridges", "cantidad", "cartuchos", "municiones", "munición", "quantidade",
            "munições", "quantité", "cartouches",
        ),
        "place": _PLACE,
        "person": _PERSON,
    },
}  # fmt: skip
"""By what is imported and field: what people write over the column, beside the field's label and name."""


def folded(heading: str) -> str:
    """What two headings that mean the same have in common."""
    plain = unicodedata.normalize("NFKD", heading.replace("°", "o").replace("#", " no ")).casefold()
    words = re.findall(r"[^\W_]+", "".join(c for c in plain if not unicodedata.combining(c)))
    said = (_SHORT.get(word, "no" if word in _NUMBER else word) for word in words if word not in _LITTLE)
    return "".join(sorted(said))


def meanings(what: str, fields: Iterable[Field]) -> dict[str, str]:
    """Folded heading to field name, for one kind of list: names and labels first, then synonyms."""
    known: dict[str, str] = {}
    fields = tuple(fields)
    for language in LANGUAGES:
        with speaking(language):
            for field in fields:
                for heading in (field.name, field.label, _(field.label)):
                    known.setdefault(folded(heading), field.name)
    for name, synonyms in SYNONYMS[what].items():
        for synonym in synonyms:
            known.setdefault(folded(synonym), name)
    return known
