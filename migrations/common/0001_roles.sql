-- Creates the role that services connect as. It owns nothing and row-level
-- security binds it: every transaction names its tenant in the setting
-- aicc.tenant_id, and sees no other tenant's rows.
--
-- Locks:  none that anyone waits for.
-- Old binaries: there are none.
-- Undo:   DROP ROLE aicc_app, once no database grants it anything.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'aicc_app') THEN
    CREATE ROLE aicc_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL;  -- Roles are the server's: another database made it just now.
END
$$;
