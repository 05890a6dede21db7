"""Who and what the demo company is made of: invented people, places and clients; makers and models that are usual."""

from dataclasses import dataclass

COMPANY = "Seguridad Tres Ceibas S.A."
ZONE = "America/Bogota"
TAX_ID = "900.000.000-0"
LICENCE = "LF-000-DEMO"


@dataclass(frozen=True)
class Account:
    """A user of the demo company: the passphrase is no secret, since everything here is invented."""

    name: str
    person: str
    roles: str

    @property
    def passphrase(self) -> str:
        """What opens the account."""
        return f"{self.name.split('.')[0]} under three ceibas"


ACCOUNTS = (
    Account("marta.cano", "Marta Cano Ibarra", "director"),
    Account("luis.pardo", "Luis Pardo Vega", "compliance supervisor"),
    Account("ana.salas", "Ana Salas Rey", "armorer"),
    Account("joao.prado", "João Prado Luz", "armorer"),
    Account("rosa.tello", "Rosa Tello Mar", "counter"),
    Account("ivan.solis", "Iván Solís Paz", "inspector"),
    Account("vera.lago", "Vera Lago Nieto", "reader"),
)

ARMOURIES = (
    ("ARM-CEN", "Armerillo Central"),
    ("ARM-NOR", "Armerillo Norte"),
    ("ARM-SUR", "Armerillo Sur"),
    ("ARM-VAL", "Armerillo Valle"),
)
CLIENTS = (
    ("Banco Lago Azul", ("Bóveda", "Puerta principal", "Parqueadero")),
    ("Centro Comercial Las Acacias", ("Acceso norte", "Acceso sur", "Ronda nocturna")),
    ("Puerto Seco El Molino", ("Garita 1", "Garita 2", "Patio de carga")),
    ("Hospital Santa Brisa", ("Urgencias", "Farmacia")),
    ("Planta Río Claro", ("Portería", "Perímetro")),
)
"""Each client with its posts."""
AUTHORITIES = (
    ("REG-ARM", "Registro Central de Armas", "arms_registry_id"),
    ("INSP-VIG", "Inspección de Vigilancia Privada", "security_regulator_id"),
)
"""Invented ones, with the company's field that names each."""
IMPORTER = "Importadora Tres Cordilleras"
MARKER = "Taller Oficial de Marcaje"
SUPPLIER = "Comercial El Yunque"

GIVEN = (
    "Andrés Beatriz Camilo Diana Esteban Fabiola Gonzalo Helena Ignacio Juliana Kevin Lorena Mauricio Natalia Óscar "
    "Paola Ramiro Sofía Tomás Úrsula Víctor Wendy Ximena Yesid Zulma"
).split()
FAMILY = (
    "Aldana Bernal Cifuentes Duarte Espitia Forero Galindo Hoyos Iregui Jaimes Lozano Mahecha Naranjo Ospina Pulido "
    "Quiroga Roncancio Sanabria Tovar Urrego Villate Zambrano"
).split()


@dataclass(frozen=True)
class Model:
    """One model of firearm: how many of a hundred are of it, how its serials look (`@` letter, `#` digit), and how long
    its barrel is (mm)."""

    share: int
    kind: str
    maker: str
    model: str
    calibre: str
    action: str
    country: str
    serial: str
    barrel: int


MODELS = (
    Model(14, "revolver", "Taurus", "82", "38spl", "double_action", "BR", "@@######", 102),
    Model(8, "revolver", "Rossi", "27", "38spl", "double_action", "BR", "D######", 51),
    Model(10, "revolver", "Indumil", "Llama Martial", "38spl", "double_action", "CO", "IM####@", 102),
    Model(5, "revolver", "Smith & Wesson", "10", "38spl", "double_action", "US", "###-@####", 102),
    Model(16, "pistol", "Taurus", "TH9", "9x19", "semi_auto", "BR", "ACK######", 108),
    Model(9, "pistol", "Taurus", "G3", "9x19", "semi_auto", "BR", "ADG######", 102),
    Model(8, "pistol", "Glock", "17", "9x19", "semi_auto", "AT", "@@@@###", 114),
    Model(6, "pistol", "Bersa", "TPR9", "9x19", "semi_auto", "AR", "@-#####", 108),
    Model(5, "pistol", "Bersa", "Thunder 380", "380acp", "semi_auto", "AR", "00####", 90),
    Model(4, "pistol", "Taurus", "PT 58", "380acp", "semi_auto", "BR", "KF@#####", 102),
    Model(6, "shotgun", "Mossberg", "500", "12ga", "pump", "US", "@######", 470),
    Model(5, "shotgun", "CBC", "586", "12ga", "pump", "BR", "####-##", 470),
    Model(4, "shotgun", "Hatsan", "Escort", "12ga", "pump", "TR", "######@", 508),
)

PACKED = 50
"""Rounds in a pack; of each lot for service some packs are still sealed."""
GRAINS = {"9x19": 350, "38spl": 300, "380acp": 230, "12ga": 1_600}
"""Propellant in a round (mg)."""

LOTS = (
    ("9x19", "CBC", 2025, "service"),
    ("9x19", "Indumil", 2024, "service"),
    ("9x19", "Aguila", 2023, "training"),
    ("9x19", "CBC", 2024, "service"),
    ("38spl", "Indumil", 2025, "service"),
    ("38spl", "CBC", 2024, "service"),
    ("38spl", "Indumil", 2022, "training"),
    ("38spl", "FAMAE", 2023, "service"),
    ("380acp", "CBC", 2024, "service"),
    ("380acp", "Fiocchi", 2023, "service"),
    ("12ga", "CBC", 2024, "service"),
    ("12ga", "Indumil", 2023, "less_lethal"),
)
