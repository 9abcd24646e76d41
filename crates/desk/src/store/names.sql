-- Version 2: contacts by name, and the audit by request and by agent.

-- What a contact stands under in an alphabet: the name that is shown, folded; those without one come last, by their numbers.
ALTER TABLE contacts ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
UPDATE contacts SET sort_name = coalesce(lower(coalesce(display_name, profile_name, username)), char(0x10FFFF) || coalesce(digits, id));
CREATE INDEX contacts_by_name ON contacts (sort_name, row);

CREATE INDEX audit_requests ON audit (request_id) WHERE request_id IS NOT NULL;
CREATE INDEX audit_agents ON audit (at) WHERE client_id IS NOT NULL;
