import { Db } from '@edumaster/database';
import type { Id, SystemCtx } from '@edumaster/kernel';
import { gatherRows, type PersonalStatements } from '@edumaster/module';
import { Injectable } from '@nestjs/common';

/** What identity keeps of a person, by heading; secrets are left out, not the fact that they exist. */
const statements: PersonalStatements = {
  person: `select id, email, name, phone_number, phone_verified_at, avatar_url, email_verified_at, status, created_at, updated_at
           from identity.persons where id = $1`,
  password: 'select changed_at from identity.password_credentials where person_id = $1',
  passkeys: `select id, name, is_backed_up, created_at, last_used_at from identity.passkeys
             where person_id = $1`,
  one_time_codes:
    'select created_at, confirmed_at from identity.one_time_codes where person_id = $1',
  recovery_codes: 'select created_at, used_at from identity.recovery_codes where person_id = $1',
  foreign_identities: `select id, issuer, subject, email, created_at, last_used_at
                       from identity.foreign_identities where person_id = $1`,
  issuerSubjects: `select issuer, subject, linked_at from identity.issuer_subjects
                   where person_id = $1`,
  issuerRoles: 'select tenant_id, roles from identity.issuer_roles where person_id = $1',
  memberships: `select tenant_id, roles, created_at, updated_at from identity.memberships
                where person_id = $1`,
  sessions: `select tenant_id, host, device, place, created_at, last_seen_at, expires_at, revoked_at
             from identity.sessions where person_id = $1`,
  programs: `select host, device, place, created_at, last_seen_at
             from identity.program_sign_ins where person_id = $1`,
  messages: `select id, template, email, phone_number, created_at, used_at
             from identity.one_time_messages where person_id = $1`,
  invitations: `select tenant_id, roles, created_at, sent_at, closed_at, closed_as
                from identity.invitations
                where email = (select email from identity.persons where id = $1)
                   or accepted_by = $1 or invited_by = $1`,
  supportInYourName: `select tenant_id, reason, started_at, expires_at, ended_at
                      from identity.impersonations where person_id = $1`,
  consents: `select id, purpose, version, is_given, decided_at from identity.consents
             where person_id = $1`,
  exports: `select id, requested_at, ready_at, expires_at from identity.personal_exports
            where person_id = $1`,
  instructor: `select tenant_id, headline, bio, country, status, reason, submitted_at, decided_at
               from identity.instructors where person_id = $1`,
  papers: `select media_id, kind, stored_at from identity.applicant_documents
           where person_id = $1`,
  taxDetails: 'select country, updated_at from identity.tax_details where person_id = $1',
  identityCheck: `select provider, outcome, checks, checked_at from identity.identity_checks
                  where person_id = $1`,
  // What they did, and what was done to them.
  log: `select id, tenant_id, at, action, subject_kind, subject_id, details
        from platform.audit_log where actor_id = $1 or subject_id = $1::text`,
};

/** Everything that identity keeps of a person, for the person. */
@Injectable()
export class AccountData {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  run(ctx: SystemCtx, personId: Id<'user'>): Promise<Record<string, unknown>> {
    return this.#db.inSystemTx(ctx, (tx) => gatherRows(tx, statements, personId));
  }
}
