-- Puts utterances into the index: $1 session ids, $2 seqs, $3 arrays of terms as
-- text. Those that are there stay.
INSERT INTO session.utterance_terms (session_id, seq, tenant_id, terms)
SELECT u.session_id, u.seq, current_setting('aicc.tenant_id'),
       u.terms::integer[]
  FROM unnest($1::uuid[], $2::integer[], $3::text[]) u(session_id, seq, terms)
    ON CONFLICT DO NOTHING;
