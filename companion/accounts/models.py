"""Tables of accounts and of everything that lets somebody in. A participant's id is the id of their account."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, LargeBinary, String, false, text
from sqlalchemy.orm import Mapped, mapped_column

from companion.kernel.database import Base


class Account(Base):
    """One person. `zone` is the IANA zone the phone last reported; `totp_sealed` is sealed under column totp.

    Closed since `disabled_at`, for a participant because of `closed_reason`. Nothing is sent to them before `paused_until`, a
    day of their own calendar.
    """

    __tablename__ = "accounts"
    __table_args__ = (
        CheckConstraint("role IN ('participant', 'counselor', 'coordinator', 'admin')", name="role"),
        CheckConstraint("language IN ('en', 'es')", name="language"),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    role: Mapped[str] = mapped_column(index=True)
    display_name: Mapped[str]
    sign_in_name: Mapped[str | None] = mapped_column(unique=True)
    passphrase_hash: Mapped[str | None]
    totp_sealed: Mapped[str | None]
    totp_last_step: Mapped[int] = mapped_column(default=0)
    language: Mapped[str] = mapped_column(default="en")
    zone: Mapped[str | None]
    created_at: Mapped[datetime]
    activated_at: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    closed_reason: Mapped[str | None] = mapped_column(String(16))
    paused_until: Mapped[date | None]


class Invitation(Base):
    """A code handed over by staff. Only its hash is kept; it works once, until it expires. An account has one open code."""

    __tablename__ = "invitations"
    __table_args__ = (
        Index(
            "uq_invitations_open_account_id",
            "account_id",
            unique=True,
            sqlite_where=text("used_at IS NULL"),
            postgresql_where=text("used_at IS NULL"),
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    created_by: Mapped[UUID | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class SignIn(Base):
    """One device that is signed in. The cookie holds a 256-bit token; only its SHA-256 stands here.

    `device` is what it says of itself, in one line; `name` what its owner calls it; `added_by` how they came in: code,
    passphrase or passkey (None: before that was written down); `installed` that the app was opened from the home screen;
    `unconfirmed_since` is set while nobody but staff has vouched for who holds it, see `accounts.confirmation`.
    `proved_at` is when whoever holds it last showed that they are the person, and `phone_secret_hash` the SHA-256 of what a
    phone that came in by a code keeps beside its cookie, see `accounts.proofs`.
    """

    __tablename__ = "sign_ins"
    __table_args__ = (
        Index(
            "ix_sign_ins_unconfirmed_since",
            "unconfirmed_since",
            sqlite_where=text("unconfirmed_since IS NOT NULL"),
            postgresql_where=text("unconfirmed_since IS NOT NULL"),
        ),
    )
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    device: Mapped[str]
    name: Mapped[str | None] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(10), default="unknown")
    platform: Mapped[str | None] = mapped_column(String(24))
    browser: Mapped[str | None] = mapped_column(String(24))
    added_by: Mapped[str | None] = mapped_column(String(12))
    installed: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    unconfirmed_since: Mapped[datetime | None]
    proved_at: Mapped[datetime | None]
    phone_secret_hash: Mapped[str | None] = mapped_column(String(64))


class PhoneConfirmation(Base):
    """A member of staff has made sure who holds the phone of an unconfirmed sign-in. See `accounts.confirmation`."""

    __tablename__ = "phone_confirmations"
    sign_in_id: Mapped[UUID] = mapped_column(ForeignKey("sign_ins.id", ondelete="CASCADE"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    confirmed_at: Mapped[datetime]


class RecoveryCard(Base):
    """A code the person keeps for the day the phone is lost. Only its hash is stored; one card per account, good once."""

    __tablename__ = "recovery_cards"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), unique=True)
    code_hash: Mapped[str] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Passkey(Base):
    """A WebAuthn credential. `credential_id` and `public_key` are as the authenticator gave them."""

    __tablename__ = "passkeys"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]


class Challenge(Base):
    """A WebAuthn challenge waiting for its answer: used once, soon. `account_id` is None before sign-in."""

    __tablename__ = "webauthn_challenges"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    account_id: Mapped[UUID | None] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"))
    purpose: Mapped[str]
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime] = mapped_column(index=True)


class CareTeamMember(Base):
    """Staff who look after a participant now; only they may see what the participant chose to share. That somebody is on one
    team once at most is the primary key. `added_by` is None for what a command did; `unseen` while they were not told."""

    __tablename__ = "care_team_members"
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True, index=True)
    since: Mapped[datetime]
    added_by: Mapped[UUID | None]
    unseen: Mapped[bool] = mapped_column(default=False, server_default=false())


class FormerCareTeamMember(Base):
    """Staff who looked after a participant, from when until when. `handed_to` took over from them; nobody reads a right out of
    these rows. They have a table of their own so that a program of before does not take them for members."""

    __tablename__ = "former_care_team_members"
    __table_args__ = (CheckConstraint("since <= until", name="order"),)
    id: Mapped[UUID] = mapped_column(primary_key=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    staff_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    since: Mapped[datetime]
    until: Mapped[datetime]
    ended_by: Mapped[UUID | None]
    handed_to: Mapped[UUID | None]
    unseen: Mapped[bool] = mapped_column(default=False, server_default=false())
