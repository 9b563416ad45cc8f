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
        "application",
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
        sa.Column("receipt_id", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("invoice_id", sa.Text(), nullable=True),
        sa.Column("charge_line_id", sa.Text(), nullable=True),
        sa.Column("statement_id", sa.Text(), nullable=True),
        sa.Column("opening_id", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("applied_on", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("application", schema=None) as batch_op:
        batch_op.create_index("application__applied_on", ["deleted", "applied_on"], unique=False, postgresql_where=None)
        batch_op.create_index("application__charge_line_id", ["deleted", "charge_line_id"], unique=False, postgresql_where=None)
        batch_op.create_index("application__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "application__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("application__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("application__invoice_id", ["deleted", "invoice_id"], unique=False, postgresql_where=None)
        batch_op.create_index("application__opening_id", ["deleted", "opening_id"], unique=False, postgresql_where=None)
        batch_op.create_index("application__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("application__receipt_id", ["deleted", "receipt_id"], unique=False, postgresql_where=None)
        batch_op.create_index("application__statement_id", ["deleted", "statement_id"], unique=False, postgresql_where=None)

    op.create_table(
        "appraisal",
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
        sa.Column("staff_id", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("scheme_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("open_items", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("self_score", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("total", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("scored_by", sa.Text(), nullable=True),
        sa.Column("approved_on", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("interviewed_on", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("appraisal", schema=None) as batch_op:
        batch_op.create_index(
            "appraisal__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("appraisal__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("appraisal__period", ["deleted", "period"], unique=False, postgresql_where=None)
        batch_op.create_index("appraisal__staff_id", ["deleted", "staff_id"], unique=False, postgresql_where=None)

    op.create_table(
        "appraisal_item",
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
        sa.Column("appraisal_id", sa.Text(), nullable=True),
        sa.Column("position", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("kpi", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("weight", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("target", sa.Text(), nullable=True),
        sa.Column("target_text", sa.Text(), nullable=True),
        sa.Column("num", sa.Text(), nullable=True),
        sa.Column("den", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("attain", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("score", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("data_frozen_at", sa.Text(), nullable=True),
        sa.Column("override", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("override_reason", sa.Text(), nullable=True),
        sa.Column("override_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("appraisal_item", schema=None) as batch_op:
        batch_op.create_index("appraisal_item__appraisal_id", ["deleted", "appraisal_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "appraisal_item__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("appraisal_item__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("appraisal_item__position", ["deleted", "position"], unique=False, postgresql_where=None)

    op.create_table(
        "appraisal_scheme",
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
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("weights", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("appraisal_scheme", schema=None) as batch_op:
        batch_op.create_index(
            "appraisal_scheme__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("appraisal_scheme__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("appraisal_scheme__valid_from", ["deleted", "valid_from"], unique=False, postgresql_where=None)

    op.create_table(
        "attachment",
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
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("about_title", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("added_by", sa.Text(), nullable=True),
        sa.Column("added_at", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("about_table", sa.Text(), nullable=True),
        sa.Column("about_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("attachment", schema=None) as batch_op:
        batch_op.create_index("attachment__added_at", ["deleted", "added_at"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "attachment__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("attachment__id", ["id", "book"], unique=True, postgresql_where=None)

    op.create_table(
        "barren",
        sa.Column("peer", sa.Text(), nullable=False),
        sa.Column("stream", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lacks", sa.Text(), nullable=False),
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
        batch_op.create_index("branch__code", ["deleted", "code"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "branch__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("branch__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("branch__name", ["deleted", "name"], unique=False, postgresql_where=None)

    op.create_table(
        "carrier",
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
        sa.Column("licence_name", sa.Text(), nullable=True),
        sa.Column("short_name", sa.Text(), nullable=True),
        sa.Column("uscc", sa.Text(), nullable=True),
        sa.Column("transport_licence_no", sa.Text(), nullable=True),
        sa.Column("transport_licence_until", sa.Text(), nullable=True),
        sa.Column("contact_name", sa.Text(), nullable=True),
        sa.Column("contact_phone", sa.Text(), nullable=True),
        sa.Column("contract_no", sa.Text(), nullable=True),
        sa.Column("contract_to", sa.Text(), nullable=True),
        sa.Column("insurance_until", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("carrier", schema=None) as batch_op:
        batch_op.create_index(
            "carrier__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("carrier__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("carrier__licence_name", ["deleted", "licence_name"], unique=False, postgresql_where=None)
        batch_op.create_index("carrier__short_name", ["deleted", "short_name"], unique=False, postgresql_where=None)
        batch_op.create_index("carrier__uscc", ["deleted", "uscc"], unique=False, postgresql_where=None)

    op.create_table(
        "case_report",
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
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("reported_to", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("acknowledged_at", sa.Text(), nullable=True),
        sa.Column("instructions", sa.Text(), nullable=True),
        sa.Column("instructed_by", sa.Text(), nullable=True),
        sa.Column("instruction_due", sa.Text(), nullable=True),
        sa.Column("carried_out", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("case_report", schema=None) as batch_op:
        batch_op.create_index("case_report__at", ["deleted", "at"], unique=False, postgresql_where=None)
        batch_op.create_index("case_report__complaint_id", ["deleted", "complaint_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "case_report__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("case_report__id", ["id", "book"], unique=True, postgresql_where=None)

    op.create_table(
        "cert",
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("post", sa.Text(), nullable=True),
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
        batch_op.create_index(
            "change_blank",
            ["stream", "seq"],
            unique=False,
            sqlite_where=sa.text("length(body) = 0"),
            postgresql_where=sa.text("length(body) = 0"),
        )
        batch_op.create_index(
            "change_purge", ["row"], unique=False, sqlite_where=sa.text("tbl = '_purge'"), postgresql_where=sa.text("tbl = '_purge'")
        )
        batch_op.create_index("change_row", ["row"], unique=False, postgresql_where=None)

    op.create_table(
        "charge_line",
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
        sa.Column("line_no", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("waybill_id", sa.Text(), nullable=True),
        sa.Column("biz_date", sa.Text(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("qty", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unit_price", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("amount_incl_tax", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("vat_rate", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("amount_ex_tax", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("diff_from_estimate", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("diff_reason", sa.Text(), nullable=True),
        sa.Column("statement_id", sa.Text(), nullable=True),
        sa.Column("invoice_id", sa.Text(), nullable=True),
        sa.Column("dispute", sa.Text(), nullable=True),
        sa.Column("adjusts_id", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("provisional_no", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("charge_line", schema=None) as batch_op:
        batch_op.create_index("charge_line__adjusts_id", ["deleted", "adjusts_id"], unique=False, postgresql_where=None)
        batch_op.create_index("charge_line__biz_date", ["deleted", "biz_date"], unique=False, postgresql_where=None)
        batch_op.create_index("charge_line__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "charge_line__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("charge_line__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("charge_line__invoice_id", ["deleted", "invoice_id"], unique=False, postgresql_where=None)
        batch_op.create_index("charge_line__line_no", ["deleted", "line_no"], unique=False, postgresql_where=None)
        batch_op.create_index("charge_line__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "charge_line__provisional_no",
            ["provisional_no"],
            unique=False,
            sqlite_where=sa.text("provisional_no IS NOT NULL"),
            postgresql_where=sa.text("provisional_no IS NOT NULL"),
        )
        batch_op.create_index("charge_line__statement_id", ["deleted", "statement_id"], unique=False, postgresql_where=None)
        batch_op.create_index("charge_line__waybill_id", ["deleted", "waybill_id"], unique=False, postgresql_where=None)

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
        sa.Column("dunning_hold_until", sa.Text(), nullable=True),
        sa.Column("default_vat_rate", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("invoice_title", sa.Text(), nullable=True),
        sa.Column("bank_name", sa.Text(), nullable=True),
        sa.Column("bank_account", sa.Text(), nullable=True),
        sa.Column("invoice_phone", sa.Text(), nullable=True),
        sa.Column("completeness", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lacks", sa.Text(), nullable=True),
        sa.Column("cargo_traits", sa.Text(), nullable=True),
        sa.Column("est_annual_revenue", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("maintenance_strategy", sa.Text(), nullable=True),
        sa.Column("provisional_no", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("client", schema=None) as batch_op:
        batch_op.create_index("client__client_code", ["deleted", "client_code"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "client__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("client__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("client__legal_name", ["deleted", "legal_name"], unique=False, postgresql_where=None)
        batch_op.create_index("client__manager_id", ["deleted", "manager_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "client__provisional_no",
            ["provisional_no"],
            unique=False,
            sqlite_where=sa.text("provisional_no IS NOT NULL"),
            postgresql_where=sa.text("provisional_no IS NOT NULL"),
        )
        batch_op.create_index("client__short_name", ["deleted", "short_name"], unique=False, postgresql_where=None)
        batch_op.create_index("client__successor_id", ["deleted", "successor_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client__uscc", ["deleted", "uscc"], unique=False, postgresql_where=None)

    op.create_table(
        "client_log",
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
        sa.Column("occurred_at", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("log_type", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("participants", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("sentiment", sa.Text(), nullable=True),
        sa.Column("tags", sa.Text(), nullable=True),
        sa.Column("risk", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Text(), nullable=True),
        sa.Column("follow_up", sa.Text(), nullable=True),
        sa.Column("follow_up_by", sa.Text(), nullable=True),
        sa.Column("follow_up_due", sa.Text(), nullable=True),
        sa.Column("visit_plan_id", sa.Text(), nullable=True),
        sa.Column("waybill_id", sa.Text(), nullable=True),
        sa.Column("complaint_id", sa.Text(), nullable=True),
        sa.Column("response_id", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("client_log", schema=None) as batch_op:
        batch_op.create_index("client_log__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client_log__complaint_id", ["deleted", "complaint_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "client_log__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("client_log__contact_id", ["deleted", "contact_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client_log__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("client_log__occurred_at", ["deleted", "occurred_at"], unique=False, postgresql_where=None)
        batch_op.create_index("client_log__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client_log__response_id", ["deleted", "response_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client_log__visit_plan_id", ["deleted", "visit_plan_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client_log__waybill_id", ["deleted", "waybill_id"], unique=False, postgresql_where=None)

    op.create_table(
        "client_month",
        sa.Column("client", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("revenue", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("cost", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("billed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owed", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("applied", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("lines", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("n", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("client", "month"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "client_owner",
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
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("branch", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("former_id", sa.Text(), nullable=True),
        sa.Column("former_branch", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("client_owner", schema=None) as batch_op:
        batch_op.create_index("client_owner__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "client_owner__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("client_owner__former_id", ["deleted", "former_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client_owner__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("client_owner__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client_owner__valid_from", ["deleted", "valid_from"], unique=False, postgresql_where=None)

    op.create_table(
        "client_sop",
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
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("effective_from", sa.Text(), nullable=True),
        sa.Column("effective_to", sa.Text(), nullable=True),
        sa.Column("change_reason", sa.Text(), nullable=True),
        sa.Column("author_id", sa.Text(), nullable=True),
        sa.Column("approver_id", sa.Text(), nullable=True),
        sa.Column("review_due", sa.Text(), nullable=True),
        sa.Column("reviewed_on", sa.Text(), nullable=True),
        sa.Column("reviewed_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("client_sop", schema=None) as batch_op:
        batch_op.create_index("client_sop__approver_id", ["deleted", "approver_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client_sop__author_id", ["deleted", "author_id"], unique=False, postgresql_where=None)
        batch_op.create_index("client_sop__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "client_sop__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("client_sop__effective_from", ["deleted", "effective_from"], unique=False, postgresql_where=None)
        batch_op.create_index("client_sop__id", ["id", "book"], unique=True, postgresql_where=None)

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
        sa.Column("case_kind", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("waybill_id", sa.Text(), nullable=True),
        sa.Column("linked_case_id", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("received_at", sa.Text(), nullable=True),
        sa.Column("registered_at", sa.Text(), nullable=True),
        sa.Column("registered_by", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("subtype", sa.Text(), nullable=True),
        sa.Column("severity", sa.Text(), nullable=True),
        sa.Column("severity_reason", sa.Text(), nullable=True),
        sa.Column("risks", sa.Text(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("demand", sa.Text(), nullable=True),
        sa.Column("claimed_amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("first_response_at", sa.Text(), nullable=True),
        sa.Column("sop_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sop_terms", sa.Text(), nullable=True),
        sa.Column("office_terms", sa.Text(), nullable=True),
        sa.Column("due_response_at", sa.Text(), nullable=True),
        sa.Column("plan_due_at", sa.Text(), nullable=True),
        sa.Column("due_close_at", sa.Text(), nullable=True),
        sa.Column("first_due_close_at", sa.Text(), nullable=True),
        sa.Column("due_doubtful", sa.Integer(), nullable=True),
        sa.Column("repeats", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("last_progress_at", sa.Text(), nullable=True),
        sa.Column("progress_due_at", sa.Text(), nullable=True),
        sa.Column("waiting_on", sa.Text(), nullable=True),
        sa.Column("waiting_since", sa.Text(), nullable=True),
        sa.Column("waiting_until", sa.Text(), nullable=True),
        sa.Column("waited_minutes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lowered_by", sa.Text(), nullable=True),
        sa.Column("lowered_reason", sa.Text(), nullable=True),
        sa.Column("extension_wanted_at", sa.Text(), nullable=True),
        sa.Column("extension_asked_by", sa.Text(), nullable=True),
        sa.Column("extended_due_at", sa.Text(), nullable=True),
        sa.Column("extension_reason", sa.Text(), nullable=True),
        sa.Column("extension_approver", sa.Text(), nullable=True),
        sa.Column("liability", sa.Text(), nullable=True),
        sa.Column("liable_party", sa.Text(), nullable=True),
        sa.Column("root_cause", sa.Text(), nullable=True),
        sa.Column("solution", sa.Text(), nullable=True),
        sa.Column("corrective_action", sa.Text(), nullable=True),
        sa.Column("preventive_action", sa.Text(), nullable=True),
        sa.Column("report_due", sa.Text(), nullable=True),
        sa.Column("report_due_at", sa.Text(), nullable=True),
        sa.Column("report_late", sa.Integer(), nullable=True),
        sa.Column("reported_branch_at", sa.Text(), nullable=True),
        sa.Column("reported_director_at", sa.Text(), nullable=True),
        sa.Column("written_report_at", sa.Text(), nullable=True),
        sa.Column("reported_vp_at", sa.Text(), nullable=True),
        sa.Column("statutory_report_at", sa.Text(), nullable=True),
        sa.Column("inspection_deadline", sa.Text(), nullable=True),
        sa.Column("compensation_basis", sa.Text(), nullable=True),
        sa.Column("compensation", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recovered", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("net_borne", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("client_opinion", sa.Text(), nullable=True),
        sa.Column("client_confirmed_by", sa.Text(), nullable=True),
        sa.Column("client_confirmed_at", sa.Text(), nullable=True),
        sa.Column("client_confirmed_via", sa.Text(), nullable=True),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("close_type", sa.Text(), nullable=True),
        sa.Column("close_confirmed_by", sa.Text(), nullable=True),
        sa.Column("reopened_at", sa.Text(), nullable=True),
        sa.Column("reopen_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("callback_due_on", sa.Text(), nullable=True),
        sa.Column("callback_at", sa.Text(), nullable=True),
        sa.Column("callback_score", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("review_due_on", sa.Text(), nullable=True),
        sa.Column("reviewed_at", sa.Text(), nullable=True),
        sa.Column("review", sa.Text(), nullable=True),
        sa.Column("dispute_kind", sa.Text(), nullable=True),
        sa.Column("dispute_opened_on", sa.Text(), nullable=True),
        sa.Column("dispute_body", sa.Text(), nullable=True),
        sa.Column("dispute_result", sa.Text(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("provisional_no", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("complaint", schema=None) as batch_op:
        batch_op.create_index("complaint__case_no", ["deleted", "case_no"], unique=False, postgresql_where=None)
        batch_op.create_index("complaint__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "complaint__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("complaint__contact_id", ["deleted", "contact_id"], unique=False, postgresql_where=None)
        batch_op.create_index("complaint__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("complaint__linked_case_id", ["deleted", "linked_case_id"], unique=False, postgresql_where=None)
        batch_op.create_index("complaint__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "complaint__provisional_no",
            ["provisional_no"],
            unique=False,
            sqlite_where=sa.text("provisional_no IS NOT NULL"),
            postgresql_where=sa.text("provisional_no IS NOT NULL"),
        )
        batch_op.create_index("complaint__received_at", ["deleted", "received_at"], unique=False, postgresql_where=None)
        batch_op.create_index("complaint__waybill_id", ["deleted", "waybill_id"], unique=False, postgresql_where=None)

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
        sa.Column("new_due_at", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("complaint_event", schema=None) as batch_op:
        batch_op.create_index("complaint_event__at", ["deleted", "at"], unique=False, postgresql_where=None)
        batch_op.create_index("complaint_event__complaint_id", ["deleted", "complaint_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "complaint_event__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("complaint_event__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("complaint_event__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)

    op.create_table(
        "complaint_progress",
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
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("with_whom", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("complaint_progress", schema=None) as batch_op:
        batch_op.create_index("complaint_progress__at", ["deleted", "at"], unique=False, postgresql_where=None)
        batch_op.create_index("complaint_progress__complaint_id", ["deleted", "complaint_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "complaint_progress__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("complaint_progress__id", ["id", "book"], unique=True, postgresql_where=None)

    op.create_table(
        "complaint_waybill",
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
        sa.Column("waybill_id", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("complaint_waybill", schema=None) as batch_op:
        batch_op.create_index("complaint_waybill__complaint_id", ["deleted", "complaint_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "complaint_waybill__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("complaint_waybill__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("complaint_waybill__waybill_id", ["deleted", "waybill_id"], unique=False, postgresql_where=None)

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
        batch_op.create_index("contact__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "contact__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("contact__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("contact__mobile", ["deleted", "mobile"], unique=False, postgresql_where=None)
        batch_op.create_index("contact__name", ["deleted", "name"], unique=False, postgresql_where=None)

    op.create_table(
        "corrective_action",
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
        sa.Column("plan_line_id", sa.Text(), nullable=True),
        sa.Column("kpi", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("entity_name", sa.Text(), nullable=True),
        sa.Column("stood_at", sa.Text(), nullable=True),
        sa.Column("gap", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("effect", sa.Text(), nullable=True),
        sa.Column("checked_by", sa.Text(), nullable=True),
        sa.Column("checked_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("corrective_action", schema=None) as batch_op:
        batch_op.create_index(
            "corrective_action__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("corrective_action__due", ["deleted", "due"], unique=False, postgresql_where=None)
        batch_op.create_index("corrective_action__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("corrective_action__plan_line_id", ["deleted", "plan_line_id"], unique=False, postgresql_where=None)

    op.create_table(
        "cost_line",
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
        sa.Column("line_no", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("waybill_id", sa.Text(), nullable=True),
        sa.Column("biz_date", sa.Text(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("carrier_id", sa.Text(), nullable=True),
        sa.Column("qty", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unit_price", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("amount_incl_tax", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("vat_rate", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("amount_ex_tax", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("state", sa.Text(), nullable=True),
        sa.Column("diff_from_estimate", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("diff_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("provisional_no", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("cost_line", schema=None) as batch_op:
        batch_op.create_index("cost_line__biz_date", ["deleted", "biz_date"], unique=False, postgresql_where=None)
        batch_op.create_index("cost_line__carrier_id", ["deleted", "carrier_id"], unique=False, postgresql_where=None)
        batch_op.create_index("cost_line__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "cost_line__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("cost_line__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("cost_line__line_no", ["deleted", "line_no"], unique=False, postgresql_where=None)
        batch_op.create_index("cost_line__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "cost_line__provisional_no",
            ["provisional_no"],
            unique=False,
            sqlite_where=sa.text("provisional_no IS NOT NULL"),
            postgresql_where=sa.text("provisional_no IS NOT NULL"),
        )
        batch_op.create_index("cost_line__waybill_id", ["deleted", "waybill_id"], unique=False, postgresql_where=None)

    op.create_table(
        "document",
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
        sa.Column("doc_no", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owner", sa.Text(), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("effective_from", sa.Text(), nullable=True),
        sa.Column("issued_to", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("archive_no", sa.Text(), nullable=True),
        sa.Column("keep_until", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(
            "document__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("document__doc_no", ["deleted", "doc_no"], unique=False, postgresql_where=None)
        batch_op.create_index("document__id", ["id", "book"], unique=True, postgresql_where=None)

    op.create_table(
        "driver",
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
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("mobile", sa.Text(), nullable=True),
        sa.Column("carrier_id", sa.Text(), nullable=True),
        sa.Column("licence_class", sa.Text(), nullable=True),
        sa.Column("licence_until", sa.Text(), nullable=True),
        sa.Column("qualification_until", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("driver", schema=None) as batch_op:
        batch_op.create_index("driver__carrier_id", ["deleted", "carrier_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "driver__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("driver__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("driver__mobile", ["deleted", "mobile"], unique=False, postgresql_where=None)
        batch_op.create_index("driver__name", ["deleted", "name"], unique=False, postgresql_where=None)

    op.create_table(
        "dunning",
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
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("amount_overdue", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("promise_date", sa.Text(), nullable=True),
        sa.Column("promise_amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("next_action_at", sa.Text(), nullable=True),
        sa.Column("escalated_to", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("dunning", schema=None) as batch_op:
        batch_op.create_index("dunning__at", ["deleted", "at"], unique=False, postgresql_where=None)
        batch_op.create_index("dunning__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "dunning__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("dunning__contact_id", ["deleted", "contact_id"], unique=False, postgresql_where=None)
        batch_op.create_index("dunning__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("dunning__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)

    op.create_table(
        "hold",
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
        sa.Column("stream", sa.Text(), nullable=True),
        sa.Column("upto", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pack", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("hold", schema=None) as batch_op:
        batch_op.create_index(
            "hold__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("hold__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("hold__pack", ["deleted", "pack"], unique=False, postgresql_where=None)
        batch_op.create_index("hold__upto", ["deleted", "upto"], unique=False, postgresql_where=None)

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
        batch_op.create_index(
            "holiday__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("holiday__day", ["deleted", "day"], unique=False, postgresql_where=None)
        batch_op.create_index("holiday__id", ["id", "book"], unique=True, postgresql_where=None)

    op.create_table(
        "inspection_5s",
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
        sa.Column("area", sa.Text(), nullable=True),
        sa.Column("inspector", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("seiri", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("seiton", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("seiso", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("seiketsu", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("shitsuke", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("finding", sa.Text(), nullable=True),
        sa.Column("recheck_on", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("inspection_5s", schema=None) as batch_op:
        batch_op.create_index(
            "inspection_5s__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("inspection_5s__day", ["deleted", "day"], unique=False, postgresql_where=None)
        batch_op.create_index("inspection_5s__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("inspection_5s__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)

    op.create_table(
        "instruction",
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
        sa.Column("about_title", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("given_at", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("read_at", sa.Text(), nullable=True),
        sa.Column("done_at", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("about_table", sa.Text(), nullable=True),
        sa.Column("about_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("instruction", schema=None) as batch_op:
        batch_op.create_index(
            "instruction__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("instruction__given_at", ["deleted", "given_at"], unique=False, postgresql_where=None)
        batch_op.create_index("instruction__id", ["id", "book"], unique=True, postgresql_where=None)

    op.create_table(
        "interview",
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
        sa.Column("appraisal_id", sa.Text(), nullable=True),
        sa.Column("held_on", sa.Text(), nullable=True),
        sa.Column("interviewer", sa.Text(), nullable=True),
        sa.Column("strengths", sa.Text(), nullable=True),
        sa.Column("shortfalls", sa.Text(), nullable=True),
        sa.Column("causes", sa.Text(), nullable=True),
        sa.Column("measures", sa.Text(), nullable=True),
        sa.Column("training", sa.Text(), nullable=True),
        sa.Column("support", sa.Text(), nullable=True),
        sa.Column("next_goals", sa.Text(), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("confirmed", sa.Integer(), nullable=True),
        sa.Column("confirmed_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.create_index("interview__appraisal_id", ["deleted", "appraisal_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "interview__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("interview__held_on", ["deleted", "held_on"], unique=False, postgresql_where=None)
        batch_op.create_index("interview__id", ["id", "book"], unique=True, postgresql_where=None)

    op.create_table(
        "invoice",
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
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("type", sa.Text(), nullable=True),
        sa.Column("issued_on", sa.Text(), nullable=True),
        sa.Column("amount_incl_tax", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("tax", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("statement_id", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Text(), nullable=True),
        sa.Column("red_of", sa.Text(), nullable=True),
        sa.Column("handed_on", sa.Text(), nullable=True),
        sa.Column("express_no", sa.Text(), nullable=True),
        sa.Column("received_by", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("invoice", schema=None) as batch_op:
        batch_op.create_index("invoice__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "invoice__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("invoice__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("invoice__issued_on", ["deleted", "issued_on"], unique=False, postgresql_where=None)
        batch_op.create_index("invoice__number", ["deleted", "number"], unique=False, postgresql_where=None)
        batch_op.create_index("invoice__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("invoice__red_of", ["deleted", "red_of"], unique=False, postgresql_where=None)
        batch_op.create_index("invoice__statement_id", ["deleted", "statement_id"], unique=False, postgresql_where=None)

    op.create_table(
        "kpi_snapshot",
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
        sa.Column("close_id", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("kpi", sa.Text(), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Text(), nullable=True),
        sa.Column("num", sa.Text(), nullable=True),
        sa.Column("den", sa.Text(), nullable=True),
        sa.Column("display", sa.Text(), nullable=True),
        sa.Column("threshold", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("flags", sa.Text(), nullable=True),
        sa.Column("restated_of", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("kpi_snapshot", schema=None) as batch_op:
        batch_op.create_index("kpi_snapshot__close_id", ["deleted", "close_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "kpi_snapshot__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("kpi_snapshot__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("kpi_snapshot__period", ["deleted", "period"], unique=False, postgresql_where=None)
        batch_op.create_index("kpi_snapshot__restated_of", ["deleted", "restated_of"], unique=False, postgresql_where=None)

    op.create_table(
        "kpi_threshold",
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
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("kpi", sa.Text(), nullable=True),
        sa.Column("op", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("kpi_threshold", schema=None) as batch_op:
        batch_op.create_index(
            "kpi_threshold__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("kpi_threshold__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("kpi_threshold__kpi", ["deleted", "kpi"], unique=False, postgresql_where=None)

    op.create_table(
        "meeting",
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
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("chair", sa.Text(), nullable=True),
        sa.Column("recorder", sa.Text(), nullable=True),
        sa.Column("attendees", sa.Text(), nullable=True),
        sa.Column("agenda", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("issued_to", sa.Text(), nullable=True),
        sa.Column("issued_at", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index("meeting__at", ["deleted", "at"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "meeting__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("meeting__id", ["id", "book"], unique=True, postgresql_where=None)

    op.create_table(
        "meta", sa.Column("k", sa.Text(), nullable=False), sa.Column("v", sa.Text(), nullable=False), sa.PrimaryKeyConstraint("k")
    )
    op.create_table(
        "minute_item",
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
        sa.Column("meeting_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("task_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("minute_item", schema=None) as batch_op:
        batch_op.create_index(
            "minute_item__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("minute_item__due", ["deleted", "due"], unique=False, postgresql_where=None)
        batch_op.create_index("minute_item__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("minute_item__meeting_id", ["deleted", "meeting_id"], unique=False, postgresql_where=None)
        batch_op.create_index("minute_item__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("minute_item__task_id", ["deleted", "task_id"], unique=False, postgresql_where=None)

    op.create_table(
        "month_close",
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
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("closed_on", sa.Text(), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=True),
        sa.Column("figures", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("month_close", schema=None) as batch_op:
        batch_op.create_index(
            "month_close__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("month_close__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("month_close__month", ["deleted", "month"], unique=False, postgresql_where=None)

    op.create_table(
        "opening_balance",
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
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due_date", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("opening_balance", schema=None) as batch_op:
        batch_op.create_index("opening_balance__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "opening_balance__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("opening_balance__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("opening_balance__month", ["deleted", "month"], unique=False, postgresql_where=None)
        batch_op.create_index("opening_balance__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)

    op.create_table(
        "opportunity",
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
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=True),
        sa.Column("monthly", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("probability", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("found_on", sa.Text(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Text(), nullable=True),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("won_on", sa.Text(), nullable=True),
        sa.Column("won_monthly", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("drop_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("opportunity", schema=None) as batch_op:
        batch_op.create_index("opportunity__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "opportunity__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("opportunity__found_on", ["deleted", "found_on"], unique=False, postgresql_where=None)
        batch_op.create_index("opportunity__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("opportunity__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)

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
        "plan",
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
        sa.Column("year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("entity_name", sa.Text(), nullable=True),
        sa.Column("metric", sa.Text(), nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("total", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("parent_id", sa.Text(), nullable=True),
        sa.Column("weight", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("gap", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("gap_note", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("approved_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index(
            "plan__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("plan__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("plan__parent_id", ["deleted", "parent_id"], unique=False, postgresql_where=None)
        batch_op.create_index("plan__year", ["deleted", "year"], unique=False, postgresql_where=None)

    op.create_table(
        "plan_line",
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
        sa.Column("plan_id", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("entity_name", sa.Text(), nullable=True),
        sa.Column("metric", sa.Text(), nullable=True),
        sa.Column("tier", sa.Text(), nullable=True),
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("value", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("plan_line", schema=None) as batch_op:
        batch_op.create_index(
            "plan_line__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("plan_line__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("plan_line__month", ["deleted", "month"], unique=False, postgresql_where=None)
        batch_op.create_index("plan_line__plan_id", ["deleted", "plan_id"], unique=False, postgresql_where=None)

    op.create_table(
        "policy",
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
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("policy", schema=None) as batch_op:
        batch_op.create_index(
            "policy__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("policy__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("policy__key", ["deleted", "key"], unique=False, postgresql_where=None)

    op.create_table(
        "price_agreement",
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
        sa.Column("item", sa.Text(), nullable=True),
        sa.Column("origin_city", sa.Text(), nullable=True),
        sa.Column("dest_city", sa.Text(), nullable=True),
        sa.Column("vehicle_type", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("unit_price", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("least", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("vat_rate", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("price_agreement", schema=None) as batch_op:
        batch_op.create_index("price_agreement__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "price_agreement__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("price_agreement__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("price_agreement__valid_from", ["deleted", "valid_from"], unique=False, postgresql_where=None)

    op.create_table(
        "receipt",
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
        sa.Column("receipt_no", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("received_on", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("bill_due_on", sa.Text(), nullable=True),
        sa.Column("bank_ref", sa.Text(), nullable=True),
        sa.Column("payer", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("provisional_no", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("receipt", schema=None) as batch_op:
        batch_op.create_index("receipt__bank_ref", ["deleted", "bank_ref"], unique=False, postgresql_where=None)
        batch_op.create_index("receipt__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "receipt__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("receipt__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("receipt__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "receipt__provisional_no",
            ["provisional_no"],
            unique=False,
            sqlite_where=sa.text("provisional_no IS NOT NULL"),
            postgresql_where=sa.text("provisional_no IS NOT NULL"),
        )
        batch_op.create_index("receipt__receipt_no", ["deleted", "receipt_no"], unique=False, postgresql_where=None)
        batch_op.create_index("receipt__received_on", ["deleted", "received_on"], unique=False, postgresql_where=None)

    op.create_table(
        "recovery_key",
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
        sa.Column("public", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("recovery_key", schema=None) as batch_op:
        batch_op.create_index(
            "recovery_key__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("recovery_key__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("recovery_key__note", ["deleted", "note"], unique=False, postgresql_where=None)
        batch_op.create_index("recovery_key__public", ["deleted", "public"], unique=False, postgresql_where=None)

    op.create_table(
        "relation_note",
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
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("content", sa.Text(), nullable=True),
        sa.Column("day", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("relation_note", schema=None) as batch_op:
        batch_op.create_index(
            "relation_note__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("relation_note__contact_id", ["deleted", "contact_id"], unique=False, postgresql_where=None)
        batch_op.create_index("relation_note__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("relation_note__kind", ["deleted", "kind"], unique=False, postgresql_where=None)

    op.create_table(
        "report_correction",
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
        sa.Column("report_id", sa.Text(), nullable=True),
        sa.Column("cell", sa.Text(), nullable=True),
        sa.Column("found_on", sa.Text(), nullable=True),
        sa.Column("was", sa.Text(), nullable=True),
        sa.Column("now", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("report_correction", schema=None) as batch_op:
        batch_op.create_index(
            "report_correction__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("report_correction__found_on", ["deleted", "found_on"], unique=False, postgresql_where=None)
        batch_op.create_index("report_correction__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("report_correction__report_id", ["deleted", "report_id"], unique=False, postgresql_where=None)

    op.create_table(
        "report_version",
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
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("covers", sa.Text(), nullable=True),
        sa.Column("version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("published_on", sa.Text(), nullable=True),
        sa.Column("items", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sent_to", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("report_version", schema=None) as batch_op:
        batch_op.create_index(
            "report_version__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("report_version__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("report_version__name", ["deleted", "name"], unique=False, postgresql_where=None)
        batch_op.create_index("report_version__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("report_version__published_on", ["deleted", "published_on"], unique=False, postgresql_where=None)

    op.create_table(
        "revocation",
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
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("shown", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("revocation", schema=None) as batch_op:
        batch_op.create_index(
            "revocation__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("revocation__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("revocation__name", ["deleted", "name"], unique=False, postgresql_where=None)
        batch_op.create_index("revocation__site", ["deleted", "site"], unique=False, postgresql_where=None)

    op.create_table(
        "route",
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
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("origin_city", sa.Text(), nullable=True),
        sa.Column("dest_city", sa.Text(), nullable=True),
        sa.Column("standard_hours", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("call_hours", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("distance_km", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("departs", sa.Text(), nullable=True),
        sa.Column("vehicle_id", sa.Text(), nullable=True),
        sa.Column("plate_no", sa.Text(), nullable=True),
        sa.Column("trailer_plate_no", sa.Text(), nullable=True),
        sa.Column("vehicle_type", sa.Text(), nullable=True),
        sa.Column("driver_id", sa.Text(), nullable=True),
        sa.Column("driver_name", sa.Text(), nullable=True),
        sa.Column("driver_phone", sa.Text(), nullable=True),
        sa.Column("carrier_id", sa.Text(), nullable=True),
        sa.Column("capacity_type", sa.Text(), nullable=True),
        sa.Column("dock", sa.Text(), nullable=True),
        sa.Column("freight_cost", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("route", schema=None) as batch_op:
        batch_op.create_index("route__carrier_id", ["deleted", "carrier_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "route__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("route__driver_id", ["deleted", "driver_id"], unique=False, postgresql_where=None)
        batch_op.create_index("route__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("route__name", ["deleted", "name"], unique=False, postgresql_where=None)
        batch_op.create_index("route__vehicle_id", ["deleted", "vehicle_id"], unique=False, postgresql_where=None)

    op.create_table(
        "sop_rollout",
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
        sa.Column("sop_id", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=True),
        sa.Column("trained_on", sa.Text(), nullable=True),
        sa.Column("confirmed", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("sop_rollout", schema=None) as batch_op:
        batch_op.create_index(
            "sop_rollout__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("sop_rollout__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("sop_rollout__sop_id", ["deleted", "sop_id"], unique=False, postgresql_where=None)
        batch_op.create_index("sop_rollout__trained_on", ["deleted", "trained_on"], unique=False, postgresql_where=None)

    op.create_table(
        "sop_section",
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
        sa.Column("sop_id", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("departure_grace_min", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("arrival_grace_min", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("signoff_hours", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pod_days", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pod_original_required", sa.Integer(), nullable=True),
        sa.Column("tracking_interval_h", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("response_min_normal", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("response_min_major", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("response_min_critical", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("close_wd_normal", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("close_wd_major", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("close_wd_critical", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("vehicles_only", sa.Text(), nullable=True),
        sa.Column("vehicles_never", sa.Text(), nullable=True),
        sa.Column("not_mixed_with", sa.Text(), nullable=True),
        sa.Column("whole_vehicle", sa.Integer(), nullable=True),
        sa.Column("visits_per_year", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("sop_section", schema=None) as batch_op:
        batch_op.create_index("sop_section__code", ["deleted", "code"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "sop_section__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("sop_section__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("sop_section__sop_id", ["deleted", "sop_id"], unique=False, postgresql_where=None)

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
        batch_op.create_index(
            "staff__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("staff__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("staff__name", ["deleted", "name"], unique=False, postgresql_where=None)
        batch_op.create_index("staff__staff_no", ["deleted", "staff_no"], unique=False, postgresql_where=None)

    op.create_table(
        "staff_leave",
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
        sa.Column("staff_id", sa.Text(), nullable=True),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("until", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("staff_leave", schema=None) as batch_op:
        batch_op.create_index(
            "staff_leave__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("staff_leave__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("staff_leave__since", ["deleted", "since"], unique=False, postgresql_where=None)
        batch_op.create_index("staff_leave__staff_id", ["deleted", "staff_id"], unique=False, postgresql_where=None)

    op.create_table(
        "statement",
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
        sa.Column("statement_no", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.Text(), nullable=True),
        sa.Column("confirmed_at", sa.Text(), nullable=True),
        sa.Column("confirmed_by", sa.Text(), nullable=True),
        sa.Column("total", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("disputed_amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("provisional_no", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index("statement__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "statement__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("statement__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("statement__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("statement__period", ["deleted", "period"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "statement__provisional_no",
            ["provisional_no"],
            unique=False,
            sqlite_where=sa.text("provisional_no IS NOT NULL"),
            postgresql_where=sa.text("provisional_no IS NOT NULL"),
        )
        batch_op.create_index("statement__statement_no", ["deleted", "statement_no"], unique=False, postgresql_where=None)

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
        batch_op.create_index("stream_id", ["site", "inc", "book"], unique=True, postgresql_where=None)

    op.create_table(
        "superior_score",
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
        sa.Column("staff_id", sa.Text(), nullable=True),
        sa.Column("month", sa.Text(), nullable=True),
        sa.Column("rater", sa.Text(), nullable=True),
        sa.Column("quality", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("timeliness", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("cooperation", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("initiative", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("superior_score", schema=None) as batch_op:
        batch_op.create_index(
            "superior_score__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("superior_score__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("superior_score__month", ["deleted", "month"], unique=False, postgresql_where=None)
        batch_op.create_index("superior_score__staff_id", ["deleted", "staff_id"], unique=False, postgresql_where=None)

    op.create_table(
        "survey_response",
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
        sa.Column("round_id", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.Text(), nullable=True),
        sa.Column("responded_at", sa.Text(), nullable=True),
        sa.Column("overall", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("timeliness", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("safety", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("information", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("attitude", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("exceptions", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("billing", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("nps", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason_codes", sa.Text(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("valid", sa.Integer(), nullable=True),
        sa.Column("invalid_reason", sa.Text(), nullable=True),
        sa.Column("entered_by", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("survey_response", schema=None) as batch_op:
        batch_op.create_index("survey_response__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "survey_response__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("survey_response__contact_id", ["deleted", "contact_id"], unique=False, postgresql_where=None)
        batch_op.create_index("survey_response__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("survey_response__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("survey_response__responded_at", ["deleted", "responded_at"], unique=False, postgresql_where=None)
        batch_op.create_index("survey_response__round_id", ["deleted", "round_id"], unique=False, postgresql_where=None)

    op.create_table(
        "survey_round",
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
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("population", sa.Text(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("questionnaire_version", sa.Text(), nullable=True),
        sa.Column("sent_on", sa.Text(), nullable=True),
        sa.Column("closes_on", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("survey_round", schema=None) as batch_op:
        batch_op.create_index(
            "survey_round__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("survey_round__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("survey_round__name", ["deleted", "name"], unique=False, postgresql_where=None)
        batch_op.create_index("survey_round__period", ["deleted", "period"], unique=False, postgresql_where=None)

    op.create_table(
        "task",
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
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("due", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("about_title", sa.Text(), nullable=True),
        sa.Column("by_id", sa.Text(), nullable=True),
        sa.Column("remind_at", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("put_off_to", sa.Text(), nullable=True),
        sa.Column("show_on", sa.Text(), nullable=True),
        sa.Column("done_at", sa.Text(), nullable=True),
        sa.Column("drop_reason", sa.Text(), nullable=True),
        sa.Column("reopened", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("about_table", sa.Text(), nullable=True),
        sa.Column("about_id", sa.Text(), nullable=True),
        sa.Column("about_book", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index("task__by_id", ["deleted", "by_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "task__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("task__due", ["deleted", "due"], unique=False, postgresql_where=None)
        batch_op.create_index("task__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("task__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)

    op.create_table(
        "trip",
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
        sa.Column("trip_no", sa.Text(), nullable=True),
        sa.Column("plan_date", sa.Text(), nullable=True),
        sa.Column("vehicle_id", sa.Text(), nullable=True),
        sa.Column("plate_no", sa.Text(), nullable=True),
        sa.Column("trailer_plate_no", sa.Text(), nullable=True),
        sa.Column("vehicle_type", sa.Text(), nullable=True),
        sa.Column("payload", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("volume", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("driver_id", sa.Text(), nullable=True),
        sa.Column("driver_name", sa.Text(), nullable=True),
        sa.Column("driver_phone", sa.Text(), nullable=True),
        sa.Column("co_driver", sa.Text(), nullable=True),
        sa.Column("carrier_id", sa.Text(), nullable=True),
        sa.Column("capacity_type", sa.Text(), nullable=True),
        sa.Column("route_name", sa.Text(), nullable=True),
        sa.Column("dock", sa.Text(), nullable=True),
        sa.Column("planned_loading_at", sa.Text(), nullable=True),
        sa.Column("planned_departure_at", sa.Text(), nullable=True),
        sa.Column("planned_arrival_at", sa.Text(), nullable=True),
        sa.Column("distance_km", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("freight_cost", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("prepaid", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("seal_no", sa.Text(), nullable=True),
        sa.Column("loading_at", sa.Text(), nullable=True),
        sa.Column("departed_at", sa.Text(), nullable=True),
        sa.Column("arrived_at", sa.Text(), nullable=True),
        sa.Column("completed_at", sa.Text(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("printed_count", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("provisional_no", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("trip", schema=None) as batch_op:
        batch_op.create_index("trip__carrier_id", ["deleted", "carrier_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "trip__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("trip__driver_id", ["deleted", "driver_id"], unique=False, postgresql_where=None)
        batch_op.create_index("trip__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("trip__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("trip__plan_date", ["deleted", "plan_date"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "trip__provisional_no",
            ["provisional_no"],
            unique=False,
            sqlite_where=sa.text("provisional_no IS NOT NULL"),
            postgresql_where=sa.text("provisional_no IS NOT NULL"),
        )
        batch_op.create_index("trip__trip_no", ["deleted", "trip_no"], unique=False, postgresql_where=None)
        batch_op.create_index("trip__vehicle_id", ["deleted", "vehicle_id"], unique=False, postgresql_where=None)

    op.create_table(
        "trip_event",
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
        sa.Column("trip_id", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("trip_event", schema=None) as batch_op:
        batch_op.create_index("trip_event__at", ["deleted", "at"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "trip_event__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("trip_event__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("trip_event__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("trip_event__trip_id", ["deleted", "trip_id"], unique=False, postgresql_where=None)

    op.create_table(
        "trip_stop",
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
        sa.Column("trip_id", sa.Text(), nullable=True),
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("waybill_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("pieces", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("weight", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("volume", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("planned_at", sa.Text(), nullable=True),
        sa.Column("eta", sa.Text(), nullable=True),
        sa.Column("arrived_at", sa.Text(), nullable=True),
        sa.Column("left_at", sa.Text(), nullable=True),
        sa.Column("delay_reason", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("trip_stop", schema=None) as batch_op:
        batch_op.create_index(
            "trip_stop__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("trip_stop__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("trip_stop__seq", ["deleted", "seq"], unique=False, postgresql_where=None)
        batch_op.create_index("trip_stop__trip_id", ["deleted", "trip_id"], unique=False, postgresql_where=None)
        batch_op.create_index("trip_stop__waybill_id", ["deleted", "waybill_id"], unique=False, postgresql_where=None)

    op.create_table(
        "vat_rate",
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
        sa.Column("rate", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("valid_from", sa.Text(), nullable=True),
        sa.Column("valid_to", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("vat_rate", schema=None) as batch_op:
        batch_op.create_index(
            "vat_rate__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("vat_rate__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("vat_rate__valid_from", ["deleted", "valid_from"], unique=False, postgresql_where=None)

    op.create_table(
        "vehicle",
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
        sa.Column("plate_no", sa.Text(), nullable=True),
        sa.Column("trailer_plate_no", sa.Text(), nullable=True),
        sa.Column("plate_colour", sa.Text(), nullable=True),
        sa.Column("vehicle_type", sa.Text(), nullable=True),
        sa.Column("payload", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("volume", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("capacity_type", sa.Text(), nullable=True),
        sa.Column("carrier_id", sa.Text(), nullable=True),
        sa.Column("driver_id", sa.Text(), nullable=True),
        sa.Column("licence_until", sa.Text(), nullable=True),
        sa.Column("insurance_until", sa.Text(), nullable=True),
        sa.Column("operating_permit_until", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("vehicle", schema=None) as batch_op:
        batch_op.create_index("vehicle__carrier_id", ["deleted", "carrier_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "vehicle__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("vehicle__driver_id", ["deleted", "driver_id"], unique=False, postgresql_where=None)
        batch_op.create_index("vehicle__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("vehicle__plate_no", ["deleted", "plate_no"], unique=False, postgresql_where=None)

    op.create_table(
        "visit_plan",
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
        sa.Column("log_type", sa.Text(), nullable=True),
        sa.Column("planned_on", sa.Text(), nullable=True),
        sa.Column("period", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("purpose", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("log_id", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("approver", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("visit_plan", schema=None) as batch_op:
        batch_op.create_index("visit_plan__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "visit_plan__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("visit_plan__contact_id", ["deleted", "contact_id"], unique=False, postgresql_where=None)
        batch_op.create_index("visit_plan__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("visit_plan__log_id", ["deleted", "log_id"], unique=False, postgresql_where=None)
        batch_op.create_index("visit_plan__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("visit_plan__planned_on", ["deleted", "planned_on"], unique=False, postgresql_where=None)

    op.create_table(
        "waybill",
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
        sa.Column("waybill_no", sa.Text(), nullable=True),
        sa.Column("client_order_no", sa.Text(), nullable=True),
        sa.Column("client_id", sa.Text(), nullable=True),
        sa.Column("sop_version", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sop_pod_days", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sop_terms", sa.Text(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("goods_name", sa.Text(), nullable=True),
        sa.Column("pieces", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("unit", sa.Text(), nullable=True),
        sa.Column("weight", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("volume", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("declared_value", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("special", sa.Text(), nullable=True),
        sa.Column("origin_city", sa.Text(), nullable=True),
        sa.Column("origin_addr", sa.Text(), nullable=True),
        sa.Column("shipper", sa.Text(), nullable=True),
        sa.Column("shipper_phone", sa.Text(), nullable=True),
        sa.Column("dest_city", sa.Text(), nullable=True),
        sa.Column("dest_addr", sa.Text(), nullable=True),
        sa.Column("consignee", sa.Text(), nullable=True),
        sa.Column("consignee_phone", sa.Text(), nullable=True),
        sa.Column("distance_km", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("planned_loading_at", sa.Text(), nullable=True),
        sa.Column("planned_departure_at", sa.Text(), nullable=True),
        sa.Column("required_arrival_at", sa.Text(), nullable=True),
        sa.Column("late_departure_at", sa.Text(), nullable=True),
        sa.Column("late_arrival_at", sa.Text(), nullable=True),
        sa.Column("sign_due_at", sa.Text(), nullable=True),
        sa.Column("plan_date", sa.Text(), nullable=True),
        sa.Column("hold_reason", sa.Text(), nullable=True),
        sa.Column("hold_until", sa.Text(), nullable=True),
        sa.Column("vehicle_type_req", sa.Text(), nullable=True),
        sa.Column("vehicle_type", sa.Text(), nullable=True),
        sa.Column("carrier_id", sa.Text(), nullable=True),
        sa.Column("capacity_type", sa.Text(), nullable=True),
        sa.Column("plate_no", sa.Text(), nullable=True),
        sa.Column("trailer_plate_no", sa.Text(), nullable=True),
        sa.Column("driver_name", sa.Text(), nullable=True),
        sa.Column("driver_phone", sa.Text(), nullable=True),
        sa.Column("arrived_loading_at", sa.Text(), nullable=True),
        sa.Column("loaded_at", sa.Text(), nullable=True),
        sa.Column("departed_at", sa.Text(), nullable=True),
        sa.Column("arrived_at", sa.Text(), nullable=True),
        sa.Column("unloaded_at", sa.Text(), nullable=True),
        sa.Column("signed_at", sa.Text(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=True),
        sa.Column("sign_status", sa.Text(), nullable=True),
        sa.Column("pieces_short", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("pieces_damaged", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("undelivered_type", sa.Text(), nullable=True),
        sa.Column("undelivered_reason", sa.Text(), nullable=True),
        sa.Column("undelivered_by", sa.Text(), nullable=True),
        sa.Column("pod_required", sa.Integer(), nullable=True),
        sa.Column("pod_due_date", sa.Text(), nullable=True),
        sa.Column("pod_received_at", sa.Text(), nullable=True),
        sa.Column("pod_type", sa.Text(), nullable=True),
        sa.Column("pod_mailed_at", sa.Text(), nullable=True),
        sa.Column("pod_express_no", sa.Text(), nullable=True),
        sa.Column("pod_sent_to_client_at", sa.Text(), nullable=True),
        sa.Column("pod_lost_at", sa.Text(), nullable=True),
        sa.Column("pod_status", sa.Text(), nullable=True),
        sa.Column("exemption_reason", sa.Text(), nullable=True),
        sa.Column("exemption_approver", sa.Text(), nullable=True),
        sa.Column("exemption_note", sa.Text(), nullable=True),
        sa.Column("est_receivable", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("est_payable", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("provisional_no", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("waybill", schema=None) as batch_op:
        batch_op.create_index("waybill__carrier_id", ["deleted", "carrier_id"], unique=False, postgresql_where=None)
        batch_op.create_index("waybill__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index("waybill__client_order_no", ["deleted", "client_order_no"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "waybill__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("waybill__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("waybill__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("waybill__plan_date", ["deleted", "plan_date"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "waybill__provisional_no",
            ["provisional_no"],
            unique=False,
            sqlite_where=sa.text("provisional_no IS NOT NULL"),
            postgresql_where=sa.text("provisional_no IS NOT NULL"),
        )
        batch_op.create_index("waybill__waybill_no", ["deleted", "waybill_no"], unique=False, postgresql_where=None)

    op.create_table(
        "waybill_event",
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
        sa.Column("waybill_id", sa.Text(), nullable=True),
        sa.Column("node", sa.Text(), nullable=True),
        sa.Column("occurred_at", sa.Text(), nullable=True),
        sa.Column("reported_at", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("eta", sa.Text(), nullable=True),
        sa.Column("next_check_at", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("exception_code", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.Column("action", sa.Text(), nullable=True),
        sa.Column("from_status", sa.Text(), nullable=True),
        sa.Column("to_status", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("complaint_id", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("waybill_event", schema=None) as batch_op:
        batch_op.create_index("waybill_event__complaint_id", ["deleted", "complaint_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "waybill_event__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("waybill_event__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("waybill_event__occurred_at", ["deleted", "occurred_at"], unique=False, postgresql_where=None)
        batch_op.create_index("waybill_event__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("waybill_event__waybill_id", ["deleted", "waybill_id"], unique=False, postgresql_where=None)

    op.create_table(
        "weekly_reason",
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
        sa.Column("week", sa.Text(), nullable=True),
        sa.Column("level", sa.Text(), nullable=True),
        sa.Column("entity", sa.Text(), nullable=True),
        sa.Column("entity_name", sa.Text(), nullable=True),
        sa.Column("metric", sa.Text(), nullable=True),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("this", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("last", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("weekly_reason", schema=None) as batch_op:
        batch_op.create_index(
            "weekly_reason__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("weekly_reason__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("weekly_reason__week", ["deleted", "week"], unique=False, postgresql_where=None)

    op.create_table(
        "work_item",
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
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("due_date", sa.Text(), nullable=True),
        sa.Column("origin", sa.Text(), nullable=True),
        sa.Column("weight", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("standard", sa.Text(), nullable=True),
        sa.Column("done_on", sa.Text(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("cancelled_on", sa.Text(), nullable=True),
        sa.Column("cancelled_by", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.create_index(
            "work_item__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("work_item__due_date", ["deleted", "due_date"], unique=False, postgresql_where=None)
        batch_op.create_index("work_item__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("work_item__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)

    op.create_table(
        "write_off",
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
        sa.Column("invoice_id", sa.Text(), nullable=True),
        sa.Column("charge_line_id", sa.Text(), nullable=True),
        sa.Column("opening_id", sa.Text(), nullable=True),
        sa.Column("written_off_on", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("n"),
    )
    with op.batch_alter_table("write_off", schema=None) as batch_op:
        batch_op.create_index("write_off__charge_line_id", ["deleted", "charge_line_id"], unique=False, postgresql_where=None)
        batch_op.create_index("write_off__client_id", ["deleted", "client_id"], unique=False, postgresql_where=None)
        batch_op.create_index(
            "write_off__conflicts",
            ["id"],
            unique=False,
            sqlite_where=sa.text("conflicts IS NOT NULL"),
            postgresql_where=sa.text("conflicts IS NOT NULL"),
        )
        batch_op.create_index("write_off__id", ["id", "book"], unique=True, postgresql_where=None)
        batch_op.create_index("write_off__invoice_id", ["deleted", "invoice_id"], unique=False, postgresql_where=None)
        batch_op.create_index("write_off__opening_id", ["deleted", "opening_id"], unique=False, postgresql_where=None)
        batch_op.create_index("write_off__owner_id", ["deleted", "owner_id"], unique=False, postgresql_where=None)
        batch_op.create_index("write_off__written_off_on", ["deleted", "written_off_on"], unique=False, postgresql_where=None)
