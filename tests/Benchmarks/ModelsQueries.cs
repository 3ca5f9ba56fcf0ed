using System.Globalization;
using DevRel.Activities;

namespace DevRel.Benchmarks;

/// <summary>SQL for the figures of members, volume, responses, change requests and dependence. Numbers in it are kinds of activity.</summary>
internal static class ModelsQueries
{
    private static readonly string Names = string.Join(
        ',',
        ActivityKinds.All.Select(kind => string.Create(CultureInfo.InvariantCulture, $"({(int)kind},'{kind.Name()}')"))
    );

    public static string Windows { get; } =
        "WITH w(name, length) AS (VALUES ('7d',604800),('28d',2419200),('90d',7776000),('365d',31536000)) ";

    public static IReadOnlyList<string> Preparation { get; } =
    [
        "DROP TABLE IF EXISTS item",
        """
            CREATE TEMP TABLE item AS
            SELECT o.thread, o.kind, o.at AS opened, o.asks,
              (SELECT min(r.at) FROM activity r WHERE r.thread = o.thread AND r.at >= o.at AND r.at < $t AND r.bot = 0 AND r.member <> o.member AND r.kind IN (2,4,6,7,9)) AS responded,
              (SELECT max(c.at) FROM activity c WHERE c.thread = o.thread AND c.at >= o.at AND c.at < $t AND c.kind IN (2,6,7)) AS closed,
              (SELECT max(c.at) FROM activity c WHERE c.thread = o.thread AND c.at >= o.at AND c.at < $t AND c.kind = 6) AS merged,
              EXISTS (SELECT 1 FROM activity c WHERE c.thread = o.thread AND c.at >= o.at AND c.at < $t AND c.kind IN (2,6,7) AND c.member = o.member) AS own
            FROM activity o WHERE o.kind IN (1,5) AND o.bot = 0 AND o.at < $t
            """,
        "DROP TABLE IF EXISTS person",
        """
            CREATE TEMP TABLE person AS
            SELECT member, max(bot) AS bot, min(at) AS first, max(at) AS last, sum(at >= $t - 31536000) AS year
            FROM activity WHERE at < $t GROUP BY member
            """,
    ];

    public static IReadOnlyList<string> All { get; } =
    [
        """
            SELECT 'devrel_window_activities{github,' || n.column2 || ',' || w.name || '}', count(*)
            FROM w JOIN activity a ON a.at >= $t - w.length AND a.at < $t AND a.bot = 0 JOIN (VALUES
            """
            + Names
            + ") n ON n.column1 = a.kind GROUP BY n.column2, w.name",
        "SELECT 'devrel_members{' || iif(bot,'bot','human') || '}', count(*) FROM person GROUP BY bot",
        "SELECT 'devrel_active_members{' || w.name || ',' || iif(bot,'bot','human') || '}', count(*) FROM w JOIN person ON last >= $t - w.length GROUP BY w.name, bot",
        "SELECT 'devrel_new_members{' || w.name || '}', count(*) FROM w JOIN person ON bot = 0 AND first >= $t - w.length GROUP BY w.name",
        "SELECT 'devrel_returning_members{' || w.name || '}', count(*) FROM w JOIN person ON bot = 0 AND last >= $t - w.length AND first < $t - w.length GROUP BY w.name",
        "SELECT 'devrel_inactive_members{' || w.name || '}', count(*) FROM w JOIN person ON bot = 0 AND last < $t - w.length GROUP BY w.name",
        "SELECT 'devrel_occasional_members{' || w.name || '}', count(*) FROM w JOIN person ON bot = 0 AND last >= $t - w.length AND year <= 3 GROUP BY w.name",
        """
            SELECT 'devrel_repeat_members{' || w.name || '}', count(*) FROM w JOIN person p ON bot = 0 AND last >= $t - w.length
            AND p.last - (SELECT min(at) FROM activity a WHERE a.member = p.member AND a.at >= $t - w.length)
              >= CASE w.name WHEN '7d' THEN 86400 WHEN '28d' THEN 604800 ELSE 2592000 END GROUP BY w.name
            """,
        """
            SELECT 'devrel_reactivated_members{' || w.name || '}', count(DISTINCT member) FROM w JOIN
            (SELECT member, at, at - lag(at) OVER (PARTITION BY member ORDER BY at) AS gap FROM activity WHERE at < $t AND bot = 0) g
            ON g.gap >= 7776000 AND g.at >= $t - w.length GROUP BY w.name
            """,
        """
            SELECT 'devrel_contributor_absence_factor{' || name || '}', min(place) FROM (
              SELECT name, row_number() OVER x AS place, sum(n) OVER x AS reached, sum(n) OVER (PARTITION BY name) AS total FROM (
                SELECT w.name AS name, member, count(*) AS n FROM w JOIN activity a ON a.at >= $t - w.length AND a.at < $t AND bot = 0
                AND a.kind IN (1,2,4,5,6,7,9,12) GROUP BY w.name, member)
              WINDOW x AS (PARTITION BY name ORDER BY n DESC ROWS UNBOUNDED PRECEDING)) WHERE 2 * reached >= total GROUP BY name
            """,
        Statistics(
            "devrel_first_response_window_seconds",
            "responded - opened",
            "opened >= $t - w.length AND responded IS NOT NULL"
        ),
        Statistics("devrel_time_to_close_window_seconds", "closed - opened", "closed >= $t - w.length"),
        """
            SELECT 'devrel_threads_eligible{' || w.name || '}', count(*) FROM w JOIN item ON opened >= $t - w.length AND opened + 172800 <= $t
            AND NOT (responded IS NULL AND own AND closed - opened <= 172800) GROUP BY w.name
            """,
        """
            SELECT 'devrel_threads_answered_in_target{' || w.name || '}', count(*) FROM w JOIN item ON opened >= $t - w.length AND opened + 172800 <= $t
            AND responded - opened <= 172800 GROUP BY w.name
            """,
        """
            SELECT 'devrel_unanswered_threads{github,' || CASE WHEN $t - opened < 86400 THEN 'lt1d' WHEN $t - opened < 259200 THEN 'lt3d'
              WHEN $t - opened < 604800 THEN 'lt7d' WHEN $t - opened < 2592000 THEN 'lt30d' ELSE 'ge30d' END || '}', count(*)
            FROM item WHERE responded IS NULL AND closed IS NULL GROUP BY 1
            """,
        "SELECT 'devrel_change_requests_opened{' || w.name || '}', count(*) FROM w JOIN item ON kind = 5 AND opened >= $t - w.length GROUP BY w.name",
        "SELECT 'devrel_change_requests_merged{' || w.name || '}', count(*) FROM w JOIN item ON kind = 5 AND merged >= $t - w.length GROUP BY w.name",
        "SELECT 'devrel_change_requests_declined{' || w.name || '}', count(*) FROM w JOIN item ON kind = 5 AND merged IS NULL AND closed >= $t - w.length GROUP BY w.name",
        "SELECT 'devrel_change_requests_open{}', count(*) FROM item WHERE kind = 5 AND closed IS NULL",
        """
            SELECT 'devrel_helpers{' || w.name || '}', count(DISTINCT r.member) FROM w JOIN activity r ON r.at >= $t - w.length AND r.at < $t AND r.bot = 0 AND r.kind IN (4,9)
            JOIN activity o ON o.thread = r.thread AND o.kind = 1 AND o.bot = 0 AND o.asks AND o.member <> r.member GROUP BY w.name
            """,
    ];

    private static string Statistics(string name, string value, string condition) =>
        $"""
            SELECT '{name}' || '{"{"}' || stat || ',' || name || '{"}"}', value FROM (
            SELECT name, 'mean' AS stat, avg(v) AS value FROM (SELECT w.name AS name, {value} AS v FROM w JOIN item ON {condition}) GROUP BY name
            UNION ALL SELECT name, 'p' || q AS stat, sum(v * (1 - abs(place - rank))) AS value FROM (
              SELECT name, v, q, place, q / 100.0 * (n - 1) AS rank FROM (
                SELECT name, v, row_number() OVER (PARTITION BY name ORDER BY v) - 1 AS place, count(*) OVER (PARTITION BY name) AS n
                FROM (SELECT w.name AS name, {value} AS v FROM w JOIN item ON {condition})), (SELECT 50 AS q UNION ALL SELECT 90)
            ) WHERE abs(place - rank) < 1 GROUP BY name, q)
            """;
}
