"""The tables as first released."""

import sqlalchemy as sa
from alembic import op


def upgrade() -> None:
    """Written by dev.py migration."""
    op.create_table(
        "acked",
        sa.Column("peer", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("peer", "stream"),
    )
    op.create_table(
        "branch",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("book", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("heads", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Integer(), nullable=True),
        sa.Column("conflicts", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("search", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.Text(), nullable=True),
        sa.Column("updated_by", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("city", sa.Text(), nullable=True),
        sa.Column("span", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("branch", schema=None) as batch_op:
        batch_op.create_index("branch_code", ["code"], unique=False)
        batch_op.create_index("branch_id", ["id", "book"], unique=True)

    op.create_table(
        "cert",
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("site"),
    )
    op.create_table(
        "change",
        sa.Column("stream", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("row", sa.Text(), nullable=False),
        sa.Column("tbl", sa.Text(), nullable=False),
        sa.Column("hlc", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("head", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.Column("pack", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("stream", "seq"),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.create_index("change_row", ["row"], unique=False)

    op.create_table(
        "client",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("book", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("heads", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Integer(), nullable=True),
        sa.Column("conflicts", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("search", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.Text(), nullable=True),
        sa.Column("updated_by", sa.Text(), nullable=True),
        sa.Column("client_code", sa.Text(), nullable=True),
        sa.Column("legal_name", sa.Text(), nullable=True),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("uscc", sa.Text(), nullable=True),
        sa.Column("vat_payer_type", sa.Text(), nullable=True),
        sa.Column("client_type", sa.Text(), nullable=True),
        sa.Column("industry", sa.Text(), nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("is_national_key", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("exit_type", sa.Text(), nullable=True),
        sa.Column("exit_date", sa.Text(), nullable=True),
        sa.Column("first_biz_date", sa.Text(), nullable=True),
        sa.Column("successor_id", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("manager_id", sa.Text(), nullable=True),
        sa.Column("reg_address", sa.Text(), nullable=True),
        sa.Column("biz_address", sa.Text(), nullable=True),
        sa.Column("contract_no", sa.Text(), nullable=True),
        sa.Column("contract_from", sa.Text(), nullable=True),
        sa.Column("contract_to", sa.Text(), nullable=True),
        sa.Column("service_scope", sa.Text(), nullable=True),
        sa.Column("settlement_method", sa.Text(), nullable=True),
        sa.Column("payment_term_days", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("term_base", sa.Text(), nullable=True),
        sa.Column("statement_day", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("invoice_day", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("credit_limit", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("default_vat_rate", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("invoice_title", sa.Text(), nullable=True),
        sa.Column("bank_name", sa.Text(), nullable=True),
        sa.Column("bank_account", sa.Text(), nullable=True),
        sa.Column("invoice_phone", sa.Text(), nullable=True),
        sa.Column("cargo_traits", sa.Text(), nullable=True),
        sa.Column("est_annual_revenue", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("maintenance_strategy", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.create_index("client_client_code", ["client_code"], unique=False)
        batch_op.create_index("client_id", ["id", "book"], unique=True)
        batch_op.create_index("client_manager_id", ["manager_id"], unique=False)
        batch_op.create_index("client_owner_id", ["owner_id"], unique=False)
        batch_op.create_index("client_successor_id", ["successor_id"], unique=False)

    op.create_table(
        "complaint",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("book", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("heads", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Integer(), nullable=True),
        sa.Column("conflicts", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("search", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.Text(), nullable=True),
        sa.Column("updated_by", sa.Text(), nullable=True),
        sa.Column("case_no", sa.Text(), nullable=True),
        sa.Column("provisional_no", sa.Text(), nullable=True),
        sa.Column("case_kind", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("waybill_nos", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("received_at", sa.Text(), nullable=True),
        sa.Column("registered_at", sa.Text(), nullable=True),
        sa.Column("registered_by", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("subtype", sa.Text(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("demand", sa.Text(), nullable=True),
        sa.Column("claimed_amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("first_response_at", sa.Text(), nullable=True),
        sa.Column("due_response_at", sa.Text(), nullable=True),
        sa.Column("due_close_at", sa.Text(), nullable=True),
        sa.Column("first_due_close_at", sa.Text(), nullable=True),
        sa.Column("due_doubtful", sa.Integer(), nullable=True),
        sa.Column("extended_due_at", sa.Text(), nullable=True),
        sa.Column("extension_reason", sa.Text(), nullable=True),
        sa.Column("liability", sa.Text(), nullable=True),
        sa.Column("root_cause", sa.Text(), nullable=True),
        sa.Column("solution", sa.Text(), nullable=True),
        sa.Column("compensation", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recovered", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("client_opinion", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("close_type", sa.Text(), nullable=True),
        sa.Column("close_confirmed_by", sa.Text(), nullable=True),
        sa.Column("reopen_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("callback_at", sa.Text(), nullable=True),
        sa.Column("callback_score", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.create_index("complaint_case_no", ["case_no"], unique=False)
        batch_op.create_index("complaint_client_id", ["client_id"], unique=False)
        batch_op.create_index("complaint_contact_id", ["contact_id"], unique=False)
        batch_op.create_index("complaint_id", ["id", "book"], unique=True)
        batch_op.create_index("complaint_owner_id", ["owner_id"], unique=False)
        batch_op.create_index("complaint_received_at", ["received_at"], unique=False)

    op.create_table(
        "complaint_event",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("book", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("heads", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Integer(), nullable=True),
        sa.Column("conflicts", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("search", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.Text(), nullable=True),
        sa.Column("updated_by", sa.Text(), nullable=True),
        sa.Column("complaint_id", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("complaint_event", schema=None) as batch_op:
        batch_op.create_index("complaint_event_at", ["at"], unique=False)
        batch_op.create_index("complaint_event_complaint_id", ["complaint_id"], unique=False)
        batch_op.create_index("complaint_event_id", ["id", "book"], unique=True)

    op.create_table(
        "contact",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("book", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("heads", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Integer(), nullable=True),
        sa.Column("conflicts", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("search", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.Text(), nullable=True),
        sa.Column("updated_by", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("mobile", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        sa.Column("wechat", sa.Text(), nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("is_primary", sa.Integer(), nullable=True),
        sa.Column("survey_opt_in", sa.Integer(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("contact", schema=None) as batch_op:
        batch_op.create_index("contact_client_id", ["client_id"], unique=False)
        batch_op.create_index("contact_id", ["id", "book"], unique=True)
        batch_op.create_index("contact_name", ["name"], unique=False)

    op.create_table(
        "holiday",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("book", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("heads", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Integer(), nullable=True),
        sa.Column("conflicts", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("search", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.Text(), nullable=True),
        sa.Column("updated_by", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.Column("worked", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("holiday", schema=None) as batch_op:
        batch_op.create_index("holiday_day", ["day"], unique=False)
        batch_op.create_index("holiday_id", ["id", "book"], unique=True)

    op.create_table(
        "meta", sa.Column("k", sa.Text(), nullable=False), sa.Column("v", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("k")
    )
    op.create_table(
        "pack",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("merged_at", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("n"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "pack_stream",
        sa.Column("pack", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("stream", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("first_new", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("top", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("pack", "stream"),
    )
    op.create_table(
        "staff",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("book", sa.Text(), nullable=True),
        sa.Column("id", sa.Text(), nullable=True),
        sa.Column("heads", sa.Text(), nullable=True),
        sa.Column("deleted", sa.Integer(), nullable=True),
        sa.Column("conflicts", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("search", sa.Text(), nullable=True),
        sa.Column("created_at", sa.Text(), nullable=True),
        sa.Column("created_by", sa.Text(), nullable=True),
        sa.Column("updated_at", sa.Text(), nullable=True),
        sa.Column("updated_by", sa.Text(), nullable=True),
        sa.Column("staff_no", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("branch", sa.Text(), nullable=True),
        sa.Column("mobile", sa.Text(), nullable=True),
        sa.Column("hired_on", sa.Text(), nullable=True),
        sa.Column("left_on", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.create_index("staff_id", ["id", "book"], unique=True)
        batch_op.create_index("staff_name", ["name"], unique=False)

    op.create_table(
        "stream",
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("inc", sa.Text(), nullable=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("top", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.Column("sig", sa.LargeBinary(), nullable=True),
        sa.Column("upto", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("stream", schema=None) as batch_op:
        batch_op.create_index("stream_id", ["site", "inc", "book"], unique=True)
