namespace DevRel.Resources;

public enum Severity
{
    /// <summary>Worth knowing; nothing to fix.</summary>
    Note,

    /// <summary>It runs, though hardly as meant.</summary>
    Warning,

    /// <summary>The object cannot be used.</summary>
    Error,
}

/// <summary>Something in a manifest, where it stands, and what to write instead. Never holds a secret: values and quoted lines are masked.</summary>
/// <param name="Reason">Stable word for tests and conditions; see <see cref="Reasons"/> and <see cref="Checks"/>.</param>
/// <param name="What">What is wrong, about what.</param>
/// <param name="Instead">What to write or do instead.</param>
public sealed record Problem(Severity Severity, string Reason, string What, string Instead)
{
    /// <summary>As the user named it; null for an object of an API server.</summary>
    public string? File { get; init; }

    /// <summary>From 1; 0 when unknown.</summary>
    public int Line { get; init; }

    /// <summary>From 1, in UTF-16 units.</summary>
    public int Column { get; init; }

    /// <summary><c>spec.github.repositories[2]</c>; empty when the document as a whole is meant.</summary>
    public string Path { get; init; } = "";

    /// <summary><c>MetricSource contoso-github</c>; empty when unknown.</summary>
    public string Resource { get; init; } = "";

    /// <summary>The line it is about, masked and cut to a screen's width; null when unknown.</summary>
    public string? Quoted { get; init; }

    /// <summary>Where in <see cref="Quoted"/> the caret stands, from 0.</summary>
    public int Caret { get; init; }

    public string Message => Instead.Length == 0 ? What : $"{What}; {Instead}";

    public override string ToString() => ProblemPrinter.Head(this);
}

/// <summary>Why a manifest could not be read as written. Those of relations between fields and objects are in <see cref="Checks"/>.</summary>
public static class Reasons
{
    /// <summary>The file cannot be opened, is too large, or is not text.</summary>
    public const string Unreadable = "Unreadable";

    /// <summary>It is not YAML or JSON from here on.</summary>
    public const string Syntax = "Syntax";

    /// <summary>A bound of size, depth or expansion.</summary>
    public const string TooLarge = "TooLarge";
    public const string DuplicateKey = "DuplicateKey";

    /// <summary>No apiVersion or kind, or one that nearly is ours.</summary>
    public const string UnknownKind = "UnknownKind";
    public const string UnknownField = "UnknownField";
    public const string WrongType = "WrongType";
    public const string Missing = "Missing";
    public const string OutOfBounds = "OutOfBounds";

    /// <summary>Text that does not have the shape the field wants.</summary>
    public const string Malformed = "Malformed";

    /// <summary>A word outside a closed set.</summary>
    public const string UnknownValue = "UnknownValue";

    /// <summary>Fields that exclude each other, or of which one is needed.</summary>
    public const string Choice = "Choice";
    public const string InlinedSecret = "InlinedSecret";

    /// <summary>Accepted, without effect in this version.</summary>
    public const string NotYetActedOn = "NotYetActedOn";

    /// <summary>An object of another project, left alone.</summary>
    public const string Ignored = "Ignored";
}
