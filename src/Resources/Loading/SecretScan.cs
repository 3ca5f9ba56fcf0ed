namespace DevRel.Resources;

/// <summary>Looks for credentials in a file: in values and keys of our objects, and in comments. What it finds is never shown.</summary>
internal sealed class SecretScan(SourceText source, ProblemList problems)
{
    private const string What = "looks like a credential (not shown); treat it as leaked and revoke it";
    private const string Instead = "keep the new one in a Secret and refer to it by secretKeyRef";

    private readonly bool any = Looks.MayHoldCredential(source.Text);
    private readonly List<(int From, int To)> done = [];

    public void Values(YamlItem item)
    {
        if (any)
            Walk(item, FieldPath.Root);
    }

    /// <summary>A Secret may hold secrets.</summary>
    public void Excuse(YamlItem item) => done.Add((item.Start.Line, item.End.Line));

    /// <summary>What no value covered: comments, and documents that could not be read.</summary>
    public void Comments()
    {
        if (!any)
            return;
        for (var line = 1; line <= source.LineCount; line++)
        {
            var text = source.Line(line);
            if (!Looks.HoldsCredential(text) || done.Exists(range => line >= range.From && line <= range.To))
                continue;
            Report(new Position(line, Looks.CredentialAt(text) + 1), "");
        }
    }

    private void Walk(YamlItem item, FieldPath path)
    {
        switch (item)
        {
            case YamlScalar scalar:
                Check(scalar, path);
                break;
            case YamlSequence sequence:
                for (var i = 0; i < sequence.Items.Count; i++)
                    Walk(sequence.Items[i], path.Item(i));
                break;
            case YamlMapping mapping:
                foreach (var (key, value) in mapping.Entries)
                {
                    Check(key, path);
                    Walk(value, path.Field(key.Value));
                }

                break;
        }
    }

    private void Check(YamlScalar scalar, FieldPath path)
    {
        if (!Looks.HoldsCredential(scalar.Value))
            return;
        source.Hide(scalar.Start, scalar.End);
        done.Add((scalar.Start.Line, scalar.End.Line));
        Report(scalar.Start, path.ToString());
    }

    private void Report(Position at, string path) =>
        problems.Add(new Problem(Severity.Error, Reasons.InlinedSecret, What, Instead) { Path = path }, source, at);
}
