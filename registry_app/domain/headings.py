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
_BARCODE = ("ean", "gtin", "upc", "ean code", "código ean", "code ean", "código del fabricante")
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

_EXPIRY = (
    "expiry", "expiry date", "valid until", "vencimiento", "fecha de vencimiento", "caducidad", "validade",
    "vencimento", "échéance", "date d'échéance",
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
        "address": ("address", "dirección", "domicilio", "endereço", "adresse"),
        "grade": ("grade", "grado", "grado de la armería", "grau", "grade de l'armurerie"),
        "custodian": (
            "custodio", "encargado", "responsable", "armero", "custodiante", "responsável", "armeiro", "dépositaire",
        ),
        "contract_number": ("contract", "contrato", "número de contrato", "contrat", "numéro de contrat"),
        "starts_on": (
            "contract start", "start date", "inicio", "fecha de inicio", "inicio del contrato", "início do contrato",
            "data de início", "début du contrat", "date de début",
        ),
        "ends_on": (
            "contract end", "end date", "fecha de fin", "fin del contrato", "vencimiento del contrato",
            "fim do contrato", "data de término", "fin du contrat", "date de fin",
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
        "course_name": ("course name", "nombre del curso", "nome do curso", "nom du cours"),
        "fitness_expires_on": (
            "fitness expiry", "fitness certificate", "vencimiento aptitud", "vencimiento psicofísico",
            "vencimiento certificado médico", "vencimiento examen médico", "validade da aptidão", "validade do laudo",
            "échéance de l'aptitude", "échéance du certificat médical",
        ),
        "card": (
            "card", "card code", "card number", "rfid", "tarjeta", "código de tarjeta", "número de tarjeta", "cartão",
            "número do cartão", "crachá", "carte", "numéro de carte",
        ),
        "joined_on": (
            "joined", "hire date", "fecha de ingreso", "ingreso", "fecha de contratación", "data de admissão",
            "admissão", "date d'embauche", "date d'entrée",
        ),
        "left_on": (
            "left", "leaving date", "fecha de retiro", "fecha de egreso", "fecha de baja", "data de saída",
            "data de demissão", "date de départ", "date de sortie",
        ),
    },
    "firearms": {
        "barcode": _BARCODE,
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
        "tag": ("tag", "asset tag", "qr", "etiqueta", "código de barras", "étiquette", *_CODE),
        "permit_number": (
            "permit", "permit number", "permiso", "número de permiso", "salvoconducto", "número de salvoconducto",
            "porte", "craf", "permis", "numéro de permis",
        ),
        "permit_kind": (
            "permit type", "tipo de permiso", "clase de permiso", "tipo de porte", "tipo de autorização",
            "type de permis",
        ),
        "permit_issued_on": (
            "permit date", "permit issued", "fecha de expedición", "fecha expedición permiso", "expedición",
            "data de emissão", "data de expedição", "date de délivrance",
        ),
        "registration_number": (
            "registration", "registration number", "registro", "número de registro", "número de inscripción", "sinarm",
            "sigma", "numéro d'enregistrement", "enregistrement",
        ),
        "barrel_mm": (
            "barrel mm", "barrel length mm", "cañón mm", "largo del cañón mm", "longitud del cañón mm", "cano mm",
            "comprimento do cano mm", "canon mm", "longueur du canon mm",
        ),
        "ballistic_number": (
            "ballistics", "ballistic test", "prueba balística", "registro balístico", "huella balística",
            "número de huella balística", "registro de balística", "empreinte balistique",
        ),
        "acquired_from": ("supplier", "seller", "proveedor", "vendedor", "fornecedor", "fournisseur", "vendeur"),
        "acquired_by": (
            "invoice", "invoice number", "factura", "número de factura", "nota fiscal", "número da nota fiscal",
            "facture", "numéro de facture",
        ),
        "acquired_on": (
            "purchase date", "acquisition date", "fecha de compra", "fecha de adquisición", "fecha factura",
            "data de compra", "data de aquisição", "date d'achat", "date d'acquisition",
        ),
        "condition": (
            "condición", "estado de conservación", "conservación", "estado de conservação", "conservação",
            "état de conservation",
        ),
        "rounds_fired": ("shots fired", "disparos", "disparos efectuados", "tiros disparados", "coups tirés"),
        "cleaned_on": (
            "last cleaning", "última limpieza", "fecha de limpieza", "última limpeza", "data de limpeza",
            "dernier nettoyage",
        ),
        "inspected_on": (
            "last inspection", "última inspección", "última revisión", "fecha de inspección", "última inspeção",
            "última revisão", "dernière inspection", "dernier contrôle",
        ),
        "home": ("home", "home armoury", "armería base", "lugar habitual", "base", "local base", "lieu d'attache"),
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
        "barcode": _BARCODE,
        "lot_number": ("lot", "lote", "lot number", "número de lote", "batch", "numéro de lot"),
        "calibre": _CALIBRE,
        "maker": _MAKER,
        "load": ("load", "carga", "tipo", "type", "uso", "charge"),
        "year": _YEAR,
        "quantity": (
            "quantity", "qty", "rounds", "cartridges", "cantidad", "cartuchos", "municiones", "munición", "quantidade",
            "munições", "quantité", "cartouches",
        ),
        "pack_size": (
            "pack size", "rounds per pack", "rounds per box", "cartuchos por caja", "unidades por caja", "por caja",
            "cartuchos por caixa", "unidades por caixa", "cartouches par boîte", "par boîte",
        ),
        "hazard_division": (
            "hazard division", "division de riesgo", "división de peligro", "divisão de risco", "division de danger",
        ),
        "compatibility_group": (
            "compatibility group", "grupo de compatibilidad", "grupo de compatibilidade", "groupe de compatibilité",
        ),
        "best_before": (*_EXPIRY, "best before date", "fecha de caducidad", "data de validade", "date de péremption"),
        "propellant_mg": ("propellant mg", "pólvora mg", "propelente mg", "poudre mg"),
        "place": _PLACE,
        "person": _PERSON,
    },
    "articles": {
        "barcode": _BARCODE,
        "code": (*_CODE, "tag", "asset tag", "etiqueta", "étiquette", "código de barras"),
        "name": (
            "description", "name", "article", "item", "descripción", "nombre", "artículo", "elemento", "descrição",
            "nome", "artigo", "désignation", "nom",
        ),
        "kind": ("type", "kind", "tipo", "clase", "tipo de artículo", "tipo de artigo", "classe", "type d'article"),
        "maker": _MAKER,
        "model": ("model", "modelo", "modèle"),
        "number": (
            "serial", "serial number", "serie", "número de serie", "série", "número de série", "numéro de série",
        ),
        "calibre": _CALIBRE,
        "capacity": ("capacity", "capacidad", "capacidade", "capacité"),
        "firearm": ("firearm", "weapon", "arma", "serie del arma", "série da arma", "arme", "numéro de l'arme"),
        "opens": ("opens", "abre", "caja fuerte", "cofre", "coffre", "ouvre"),
        "protection": (
            "protection", "level", "nivel", "nivel de protección", "nível", "nível de proteção",
            "niveau de protection", "niveau",
        ),
        "expires_on": _EXPIRY,
        "quantity": (
            "quantity", "qty", "pieces", "cantidad", "piezas", "unidades", "quantidade", "peças", "quantité", "pièces",
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
