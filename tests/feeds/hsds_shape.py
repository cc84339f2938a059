"""What HSDS 3 asks of each kind of record, in our words: its names, their types, and which must be there.

After the field tables of the specification (docs.openreferral.org, CC BY-SA 4.0). Stricter than that: a name HSDS does
not have is a mistake here, so that a slip in a name does not pass for an extension.
"""

from typing import Any

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
IDENTITY = {"type": "string", "format": "uuid"}
# `uri` and `date-time` are written out as patterns: the package that checks formats passes over these two.
ADDRESS_ON_THE_WEB = {"type": "string", "pattern": r"^https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$"}
DAY = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
CLOCK = {"type": "string", "pattern": r"^\d\d:\d\d(:\d\d)?"}


def many(kind: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{kind}"}}


def one(kind: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{kind}"}


def record(required: str, **names: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {"id": IDENTITY, **names},
        "required": ["id", *required.split()],
        "additionalProperties": False,
    }


PHONE = record("number", number=TEXT, type={"enum": ["text", "voice", "fax", "cell"]}, description=TEXT)
ACCESSIBILITY = record("", description=TEXT, details=TEXT, url=ADDRESS_ON_THE_WEB)
ADDRESS = record(
    "address_1 city state_province postal_code country address_type",
    address_1=TEXT,
    address_2=TEXT,
    city=TEXT,
    region=TEXT,
    state_province=TEXT,
    postal_code=TEXT,
    country={"type": "string", "pattern": "^[A-Z]{2}$"},
    address_type={"enum": ["physical", "postal", "virtual"]},
)
SCHEDULE = record(
    "",
    service_id=IDENTITY,
    location_id=IDENTITY,
    service_at_location_id=IDENTITY,
    valid_from=DAY,
    valid_to=DAY,
    dtstart=DAY,
    until=DAY,
    timezone={"type": "number"},
    count={"type": "number"},
    interval={"type": "number"},
    wkst={"enum": ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]},
    freq={"enum": ["WEEKLY", "MONTHLY"]},
    byday={"type": "string", "pattern": "^(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU)(,(-?[1-5])?(MO|TU|WE|TH|FR|SA|SU))*$"},
    opens_at=CLOCK,
    closes_at=CLOCK,
    description=TEXT,
    schedule_link=ADDRESS_ON_THE_WEB,
    notes=TEXT,
)
LOCATION = record(
    "location_type",
    location_type={"enum": ["physical", "postal", "virtual"]},
    name=TEXT,
    description=TEXT,
    transportation=TEXT,
    addresses=many("address"),
    accessibility=many("accessibility"),
    phones=many("phone"),
)
ORGANISATION = record("name description", name=TEXT, description=TEXT, website=ADDRESS_ON_THE_WEB, phones=many("phone"))
SERVICE_AT_LOCATION = record(
    "",
    service_id=IDENTITY,
    location_id=IDENTITY,
    description=TEXT,
    location=one("location"),
    schedules=many("schedule"),
)
SERVICE = record(
    "name status",
    name=TEXT,
    description=TEXT,
    url=ADDRESS_ON_THE_WEB,
    status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    application_process=TEXT,
    fees_description=TEXT,
    eligibility_description=TEXT,
    assured_date=DAY,
    alert=TEXT,
    last_modified=MOMENT,
    organization=one("organization"),
    phones=many("phone"),
    schedules=many("schedule"),
    service_at_locations=many("service_at_location"),
)
DEFINITIONS = {
    "phone": PHONE,
    "accessibility": ACCESSIBILITY,
    "address": ADDRESS,
    "schedule": SCHEDULE,
    "location": LOCATION,
    "organization": ORGANISATION,
    "service_at_location": SERVICE_AT_LOCATION,
    "service": SERVICE,
}
PAGE = {
    "total_items": {"type": "integer"},
    "total_pages": {"type": "integer"},
    "page_number": {"type": "integer"},
    "size": {"type": "integer"},
    "first_page": {"type": "boolean"},
    "last_page": {"type": "boolean"},
    "empty": {"type": "boolean"},
}


def describe_record(kind: str) -> dict[str, Any]:
    """The JSON Schema of one record."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": DEFINITIONS, **one(kind)}


def describe_page(kind: str) -> dict[str, Any]:
    """The JSON Schema of a page of records."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$defs": DEFINITIONS,
        "type": "object",
        "properties": {**PAGE, "contents": many(kind)},
        "required": [*PAGE, "contents"],
        "additionalProperties": False,
    }
