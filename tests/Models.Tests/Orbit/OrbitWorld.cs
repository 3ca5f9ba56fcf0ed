using DevRel.Activities;
using DevRel.Metrics;
using DevRel.Models.Engine;
using DevRel.Models.Members;
using DevRel.Resources;

namespace DevRel.Models.Tests.Orbit;

/// <summary>A community as models see it, made by hand: persons with their events, folded into one model at an instant.</summary>
internal sealed class OrbitWorld
{
    private readonly List<(Person Person, List<Event> Events)> persons = [];

    public ProgramInputs Inputs { get; }

    public OrbitWorld(ModelsSpec? models = null, string timeZone = "UTC", int minimumGroupSize = 1) =>
        Inputs = new ProgramInputs
        {
            Program = new DevRelProgram
            {
                Metadata = new ObjectMetadata { Name = "contoso" },
                Spec = new DevRelProgramSpec
                {
                    TimeZone = timeZone,
                    Models = models ?? new ModelsSpec(),
                    Privacy = new ProgramPrivacySpec { MinimumGroupSize = minimumGroupSize },
                },
            },
            Sources =
            [
                new MetricSource
                {
                    Metadata = new ObjectMetadata { Name = "forge" },
                    Spec = new MetricSourceSpec { Platform = "github", Settings = new object() },
                },
            ],
            LiveSince = default,
        };

    public static DateTimeOffset Utc(int year, int month, int day, int hour = 0) =>
        new(year, month, day, hour, 0, 0, TimeSpan.Zero);

    public static Event Happened(DateTimeOffset at, ActivityKind kind = ActivityKind.IssueComment) =>
        new(Instants.Of(at), -1, 0, kind, EventFlags.None, 0);

    public OrbitWorld Person(params IEnumerable<Event> events) =>
        Person(DevRel.Models.Engine.Person.Plain(new MemberId((UInt128)persons.Count)), events);

    public OrbitWorld Person(Person person, params IEnumerable<Event> events)
    {
        persons.Add((person, [.. events.OrderBy(happened => happened.At)]));
        return this;
    }

    /// <summary>Adds an event to a person, in order.</summary>
    public void Add(int person, Event happened)
    {
        persons[person].Events.Add(happened);
        persons[person].Events.Sort((one, other) => one.At.CompareTo(other.At));
    }

    public void Fold(IPersonModel model, int person, DateTimeOffset asOf, int sign)
    {
        var now = Instants.Of(asOf);
        Event[] events = [.. persons[person].Events.Where(happened => happened.At < now)];
        if (events.Length > 0)
            model.Fold(
                new PersonView(person, persons[person].Person, persons[person].Person.ClassAt(now), events, now),
                sign
            );
    }

    public void FoldAll(IPersonModel model, DateTimeOffset asOf, int sign = 1)
    {
        for (var person = 0; person < persons.Count; person++)
            Fold(model, person, asOf, sign);
    }

    public Moment Moment(DateTimeOffset asOf, bool complete = true, IReadOnlyList<Sample>? samples = null)
    {
        var book = new SourceBook(Inputs);
        book.Apply(
            new SourceState
            {
                Source = "forge",
                Platform = "github",
                Condition = SourceCondition.Ok,
                LastSuccess = asOf,
                BackfillProgress = complete ? 1 : 0.5,
            }
        );
        return new Moment(asOf, Inputs, new Community(Inputs, null!), book, samples ?? []);
    }

    public IReadOnlyList<Sample> Report(IPersonModel model, DateTimeOffset asOf)
    {
        FoldAll(model, asOf);
        return [.. model.Report(Moment(asOf))];
    }
}

internal static class SampleReading
{
    /// <summary>Null when the series is absent.</summary>
    public static double? Of(this IEnumerable<Sample> samples, Metric metric, params string[] labels)
    {
        var found = samples
            .Where(sample => sample.Metric == metric && sample.Labels.SequenceEqual(labels))
            .Select(sample => (double?)sample.Value)
            .ToArray();
        found.Length.ShouldBeLessThanOrEqualTo(1);
        return found.SingleOrDefault();
    }
}
