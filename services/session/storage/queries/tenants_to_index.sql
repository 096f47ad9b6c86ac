-- Lists the tenants with utterances that are not yet in the index.
SELECT session.tenants_to_index();
