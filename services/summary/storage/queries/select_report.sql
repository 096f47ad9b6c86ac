-- Adds up the contacts that started in a span: one row (kind, label, value) for
-- each figure. One statement, so that all figures are of one moment.
-- $1 from and $2 to in µs since the epoch, $3 the longest wait, in µs, that is
-- in time.
WITH fact AS MATERIALIZED (
  SELECT *,
         queue_time IS NOT NULL AND connect_time IS NOT NULL AS answered,
         connect_time IS NOT NULL AND state = 'CLOSED'       AS handled
    FROM summary.contact_fact
   WHERE tenant_id = current_setting('aicc.tenant_id')
     AND start_time >= 'epoch'::timestamptz
                       + $1::bigint * interval '1 microsecond'
     AND start_time <  'epoch'::timestamptz
                       + $2::bigint * interval '1 microsecond'
), total AS (
  SELECT count(*)                                             AS contacts,
         count(*) FILTER (WHERE handled_by <> 'open')         AS ended,
         count(*) FILTER (WHERE handled_by = 'bot')           AS by_bot,
         count(*) FILTER (WHERE handled_by = 'bot'
                            AND queue_time IS NULL
                            AND answers ?| '{DOMAIN,GENERAL}') AS contained,
         count(*) FILTER (WHERE handled_by = 'agent')         AS by_agent,
         count(queue_time)                                    AS queued,
         count(*) FILTER (WHERE answered)                     AS answered,
         count(*) FILTER (WHERE answered AND wait_us <= $3)   AS in_time,
         count(*) FILTER (WHERE handled_by = 'abandoned')     AS abandoned,
         count(*) FILTER (WHERE handled_by = 'abandoned'
                            AND connect_time IS NULL)         AS never_answered,
         coalesce(sum(wait_us)    FILTER (WHERE answered), 0) AS wait_us,
         count(*) FILTER (WHERE handled)                      AS handled,
         coalesce(sum(talk_us)    FILTER (WHERE handled), 0)  AS talk_us,
         coalesce(sum(hold_us)    FILTER (WHERE handled), 0)  AS hold_us,
         coalesce(sum(wrap_up_us) FILTER (WHERE handled), 0)  AS wrap_up_us,
         count(rating)                                        AS rated,
         count(*) FILTER (WHERE rating >= 4)                  AS satisfied,
         coalesce(sum(rating), 0)                             AS rating_sum
    FROM fact
), intent AS (
  SELECT first_intent, count(*) AS contacts
    FROM fact
   WHERE first_intent <> ''
   GROUP BY first_intent
   ORDER BY contacts DESC, first_intent
   LIMIT 20
), figure AS (
  SELECT 'total' AS kind, each.key AS label, each.value::bigint AS value
    FROM total, jsonb_each_text(to_jsonb(total)) AS each
  UNION ALL
  SELECT 'handled_by', handled_by, count(*) FROM fact GROUP BY handled_by
  UNION ALL
  SELECT 'tier', each.key, sum(each.value::bigint)::bigint
    FROM fact, jsonb_each_text(answers) AS each GROUP BY each.key
  UNION ALL
  SELECT 'escalation', each.key, sum(each.value::bigint)::bigint
    FROM fact, jsonb_each_text(escalations) AS each GROUP BY each.key
  UNION ALL
  SELECT 'intent', first_intent, contacts FROM intent
  UNION ALL
  SELECT 'disposition', disposition, count(*)
    FROM fact WHERE disposition <> '' GROUP BY disposition
)
SELECT kind, label, value FROM figure ORDER BY kind, value DESC, label;
