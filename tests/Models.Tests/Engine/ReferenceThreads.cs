using DevRel.Activities;
using DevRel.Models.Engine;
using DevRel.Models.Members;

namespace DevRel.Models.Tests.Engine;

/// <summary>The figures about threads, as plainly as they can be written.</summary>
internal sealed class ReferenceThreads(
    List<Deed> past,
    DateTimeOffset now,
    Action<string, double, IReadOnlyList<string>> put
)
{
    private static readonly ActivityKind[] Openers =
    [
        ActivityKind.IssueOpened,
        ActivityKind.PullRequestOpened,
        ActivityKind.QuestionAsked,
        ActivityKind.DiscussionStarted,
        ActivityKind.TopicCreated,
        ActivityKind.ThreadStarted,
        ActivityKind.MailSent,
    ];
    private static readonly ActivityKind[] Closers =
    [
        ActivityKind.IssueClosed,
        ActivityKind.PullRequestClosed,
        ActivityKind.DiscussionClosed,
        ActivityKind.AnswerAccepted,
        ActivityKind.PullRequestMerged,
    ];
    private static readonly ActivityKind[] Reopeners = [ActivityKind.IssueReopened, ActivityKind.PullRequestReopened];
    private static readonly ActivityKind[] Replies =
    [
        ActivityKind.IssueComment,
        ActivityKind.PullRequestReview,
        ActivityKind.ReviewComment,
        ActivityKind.PullRequestComment,
        ActivityKind.DiscussionComment,
        ActivityKind.AnswerPosted,
        ActivityKind.Reply,
        ActivityKind.Comment,
        ActivityKind.VideoComment,
        ActivityKind.Message,
    ];

    public void Compute(IReadOnlyList<Activity> log)
    {
        var threads = past.Where(deed => deed.Activity.Thread is not null)
            .GroupBy(deed => (deed.Activity.Source, deed.Activity.Thread))
            .Select(group =>
                Told(
                    [
                        .. group
                            .OrderBy(deed => deed.At)
                            .ThenBy(deed => deed.Activity.Kind)
                            .ThenBy(Flags)
                            .ThenBy(deed => deed.Person?.Id.Value ?? 0),
                    ],
                    log
                )
            )
            .OfType<Item>()
            .ToList();
        foreach (var (name, length) in new[] { ("7d", 7), ("28d", 28), ("90d", 90), ("365d", 365) })
        {
            var from = now.AddDays(-length);
            Responses(threads, from, name);
            Questions(threads, from, name);
            ChangeRequests(threads, from, name);
        }

        Waiting(threads);
        Open(threads);
    }

    private void Responses(List<Item> threads, DateTimeOffset from, string window)
    {
        var asked = threads.Where(item => item.NeedsAttention && item.Opened >= from).ToList();
        var times = asked
            .Where(item => item.Responded is not null)
            .Select(item => Seconds(item.Responded - item.Opened));
        Stats("devrel_first_response_window_seconds", [.. times], window);
        if (KaplanMeier(asked) is { } median)
            put("devrel_first_response_median_censored_seconds", median, [window]);
        var target = TimeSpan.FromHours(48);
        var eligible = asked
            .Where(item =>
                item.Opened + target <= now
                && !(item.Responded is null && item.ClosedByOpener && item.Closed - item.Opened <= target)
            )
            .ToList();
        put("devrel_threads_eligible", eligible.Count, [window]);
        put(
            "devrel_threads_answered_in_target",
            eligible.Count(item => item.Responded - item.Opened <= target),
            [window]
        );
        var closed = threads.Where(item => item.IsCommunityItem && item.Closed >= from);
        Stats(
            "devrel_time_to_close_window_seconds",
            [.. closed.Select(item => Seconds(item.Closed - item.Opened))],
            window
        );
    }

    private double? KaplanMeier(List<Item> asked)
    {
        var durations = asked
            .Select(item =>
                (
                    At: Seconds((item.Responded ?? item.Closed ?? now) - item.Opened),
                    Answered: item.Responded is not null
                )
            )
            .ToList();
        var survival = 1.0;
        foreach (var at in durations.Where(one => one.Answered).Select(one => one.At).Distinct().Order())
        {
            survival *=
                1 - (double)durations.Count(one => one.Answered && one.At == at) / durations.Count(one => one.At >= at);
            if (survival <= 0.5 + 1e-9)
                return at;
        }

        return null;
    }

    private void Questions(List<Item> threads, DateTimeOffset from, string window)
    {
        var questions = threads.Where(item => item.IsQuestion).ToList();
        foreach (var answer in new[] { "peer", "team", "bot", "self", "none" })
            put(
                "devrel_questions",
                questions.Count(item => item.Opened >= from && item.AnsweredBy == answer),
                [answer, window]
            );
        put(
            "devrel_deflected_questions",
            questions.Count(item => item.Opened >= from && item is { AnsweredBy: "peer", TeamReplied: false }),
            [window]
        );
        var helpers = questions
            .SelectMany(item => item.Helps)
            .Where(help => help.At >= from)
            .CountBy(help => help.Person!.Id)
            .Select(pair => pair.Value)
            .OrderDescending()
            .ToList();
        put("devrel_helpers", helpers.Count, [window]);
        if (helpers.Count > 0)
            put(
                "devrel_answer_concentration_ratio",
                (double)helpers.Take((int)Math.Ceiling(helpers.Count / 10.0)).Sum() / helpers.Sum(),
                [window]
            );
    }

    private void ChangeRequests(List<Item> threads, DateTimeOffset from, string window)
    {
        var requests = threads.Where(item => item.IsChangeRequest).ToList();
        if (requests.Count == 0)
            return;
        put("devrel_change_requests_opened", requests.Count(item => item.Opened >= from), [window]);
        put("devrel_change_requests_merged", requests.Count(item => item.Merged >= from), [window]);
        put(
            "devrel_change_requests_declined",
            requests.Count(item => item.Merged is null && item.Closed >= from),
            [window]
        );
        put(
            "devrel_self_merged_change_requests",
            requests.Count(item => item.Merged >= from && item.MergedByOpener),
            [window]
        );
        if (window == "7d")
            put("devrel_change_requests_open", requests.Count(item => item.Closed is null), []);
    }

    private void Waiting(List<Item> threads)
    {
        var waiting = threads.Where(item => item is { NeedsAttention: true, Responded: null, Closed: null }).ToList();
        var platforms = threads
            .Where(item => item is { NeedsAttention: true })
            .Select(item => item.Platform)
            .Distinct();
        (string Name, double From, double To)[] ages =
        [
            ("lt1d", 0, 1),
            ("lt3d", 1, 3),
            ("lt7d", 3, 7),
            ("lt30d", 7, 30),
            ("ge30d", 30, double.MaxValue),
        ];
        foreach (var platform in platforms)
        {
            foreach (var (name, least, below) in ages)
                put(
                    "devrel_unanswered_threads",
                    waiting.Count(item =>
                        item.Platform == platform
                        && (now - item.Opened).TotalDays >= least
                        && (now - item.Opened).TotalDays < below
                    ),
                    [platform, name]
                );
        }

        if (waiting.Count > 0)
            put(
                "devrel_oldest_unanswered_thread_timestamp_seconds",
                waiting.Min(item => item.Opened).ToUnixTimeSeconds(),
                []
            );
    }

    private void Open(List<Item> threads)
    {
        var ages = threads
            .Where(item => item is { IsCommunityItem: true, Closed: null })
            .Select(item => Seconds(now - item.Opened));
        Stats("devrel_open_item_age_seconds", [.. ages]);
    }

    private void Stats(string metric, List<double> values, params string[] labels)
    {
        if (values.Count == 0)
            return;
        values.Sort();
        put(metric, Quantile(values, 0.5), ["p50", .. labels]);
        put(metric, Quantile(values, 0.9), ["p90", .. labels]);
        put(metric, values.Average(), ["mean", .. labels]);
    }

    private static double Quantile(List<double> sorted, double quantile)
    {
        var rank = quantile * (sorted.Count - 1);
        var (below, above) = (sorted[(int)Math.Floor(rank)], sorted[(int)Math.Ceiling(rank)]);
        return below + (rank - Math.Floor(rank)) * (above - below);
    }

    private static double Seconds(TimeSpan? duration) => duration!.Value.TotalSeconds;

    private static Item? Told(List<Deed> deeds, IReadOnlyList<Activity> log)
    {
        var opener = deeds.FirstOrDefault(deed => Openers.Contains(deed.Activity.Kind));
        if (opener is null)
            return null;
        var rest = deeds.Where(deed => deed != opener && deed.At >= opener.At).ToList();
        var responses = rest.Where(deed =>
            (
                Replies.Contains(deed.Activity.Kind)
                || deed.Activity.Kind == ActivityKind.MailSent
                || Closers.Contains(deed.Activity.Kind)
            )
            && deed.Class is MemberClass.Human or MemberClass.Team
            && !Same(deed, opener)
        );
        var last = rest.LastOrDefault(deed =>
            Closers.Contains(deed.Activity.Kind) || Reopeners.Contains(deed.Activity.Kind)
        );
        var closed = last is not null && Closers.Contains(last.Activity.Kind) ? last : null;
        var reopened = rest.FindLastIndex(deed => Reopeners.Contains(deed.Activity.Kind));
        var merged =
            rest.FindLastIndex(deed => deed.Activity.Kind == ActivityKind.PullRequestMerged) is var at && at > reopened
                ? rest[at]
                : null;
        return new Item(
            opener,
            responses.Where(deed => Answers(deed, opener)).Select(deed => (DateTimeOffset?)deed.At).FirstOrDefault(),
            closed?.At,
            closed is not null
                && rest.Skip(reopened + 1)
                    .Any(deed => deed.At == closed.At && Closers.Contains(deed.Activity.Kind) && Same(deed, opener)),
            merged?.At,
            merged is not null
                && rest.Skip(reopened + 1)
                    .Any(deed =>
                        deed.At == merged.At
                        && deed.Activity.Kind == ActivityKind.PullRequestMerged
                        && Same(deed, opener)
                    ),
            [.. deeds.Where(deed => deed.At >= opener.At && Replies.Contains(deed.Activity.Kind))],
            Accepted(deeds, log)
        );
    }

    private static bool Answers(Deed deed, Deed opener) =>
        deed.Class is MemberClass.Human or MemberClass.Team && !Same(deed, opener);

    private static Deed? Accepted(List<Deed> deeds, IReadOnlyList<Activity> log) =>
        deeds
            .Where(deed => deed.Activity is { Kind: ActivityKind.AnswerAccepted, Parent: not null })
            .Select(deed =>
                (
                    deed.At,
                    Key: Key.Of(deed.Activity.Source, deed.Activity.Parent!),
                    Answer: deeds.Find(one => one.Activity.NativeId == deed.Activity.Parent)
                )
            )
            .Where(pair => pair.Answer is not null && !Openers.Contains(pair.Answer.Activity.Kind))
            .OrderByDescending(pair => pair.At)
            .ThenBy(pair => (pair.Key.High, pair.Key.Low))
            .FirstOrDefault()
            .Answer;

    private static int Flags(Deed deed)
    {
        var said = deed.Activity.Attributes;
        var clock =
            said.UtcOffsetMinutes is null ? 0
            : Reference.IsOffSchedule(deed) ? 48
            : 32;
        return (said.Merge ? 1 : 0)
            + (said.Draft ? 2 : 0)
            + (said.CoAuthor ? 4 : 0)
            + (said.AsksAnswer ? 8 : 0)
            + clock;
    }

    private static bool Same(Deed one, Deed other) => one.Person is not null && one.Person.Id == other.Person?.Id;

    private sealed record Item(
        Deed Opener,
        DateTimeOffset? Responded,
        DateTimeOffset? Closed,
        bool ClosedByOpener,
        DateTimeOffset? Merged,
        bool MergedByOpener,
        List<Deed> Replies,
        Deed? Accepted
    )
    {
        public DateTimeOffset Opened => Opener.At;
        public string Platform => Opener.Activity.Platform;
        private bool Asks => Opener.Activity.Attributes.AsksAnswer;
        private ActivityKind Kind => Opener.Activity.Kind;
        public bool IsQuestion => Opener.IsCommunity && (Asks || Kind == ActivityKind.QuestionAsked);
        public bool IsCommunityItem =>
            Opener.IsCommunity
            && (
                Asks || Kind is ActivityKind.IssueOpened or ActivityKind.PullRequestOpened or ActivityKind.QuestionAsked
            );
        public bool NeedsAttention => IsCommunityItem && !Opener.Activity.Attributes.Draft;
        public bool IsChangeRequest =>
            Kind == ActivityKind.PullRequestOpened && Opener.Class is not (MemberClass.Bot or MemberClass.AiAgent);
        public IEnumerable<Deed> Helps => Others.Where(deed => deed.Class == MemberClass.Human);
        public bool TeamReplied => Others.Any(deed => deed.Class == MemberClass.Team);
        private IEnumerable<Deed> Others => Replies.Where(deed => !Same(deed, Opener));

        public string AnsweredBy
        {
            get
            {
                if (Accepted is { Person: not null } && Word(Accepted) is { } accepted)
                    return accepted;
                var first = Others
                    .Where(deed => deed.Class is MemberClass.Human or MemberClass.Team)
                    .OrderBy(deed => deed.At)
                    .ThenBy(deed => deed.Class)
                    .FirstOrDefault();
                if (first is not null)
                    return Word(first)!;
                if (Others.Any(deed => deed.Class is MemberClass.Bot or MemberClass.AiAgent))
                    return "bot";
                return Replies.Exists(deed => Same(deed, Opener) && deed.Activity.Kind == ActivityKind.AnswerPosted)
                    ? "self"
                    : "none";
            }
        }

        private string? Word(Deed deed) =>
            Same(deed, Opener)
                ? "self"
                : deed.Class switch
                {
                    MemberClass.Human => "peer",
                    MemberClass.Team => "team",
                    MemberClass.Bot or MemberClass.AiAgent => "bot",
                    _ => null,
                };
    }
}
