namespace DevRel.Collectors.Git;

/// <summary>Cuts the output of a process at NULs, without a copy a token.</summary>
internal sealed class NulTokens(GitProcess process)
{
    // The longest a path or a list of trailers may be.
    private const int Longest = 8 * 1024 * 1024;

    private byte[] buffer = new byte[256 * 1024];
    private int start;
    private int end;
    private bool ended;

    /// <summary>Valid until the next call of <see cref="NextAsync"/>.</summary>
    public ReadOnlyMemory<byte> Current { get; private set; }

    /// <summary>False at the end. A last token without its NUL counts.</summary>
    public ValueTask<bool> NextAsync(CancellationToken cancellationToken) =>
        Cut(from: 0) ? ValueTask.FromResult(true) : ReadOnAsync(cancellationToken);

    private async ValueTask<bool> ReadOnAsync(CancellationToken cancellationToken)
    {
        while (!ended)
        {
            cancellationToken.ThrowIfCancellationRequested();
            MakeRoom();
            var searched = end - start;
            var read = await process.ReadAsync(buffer.AsMemory(end));
            ended = read == 0;
            end += read;
            if (Cut(searched))
                return true;
        }

        Current = buffer.AsMemory(start, end - start);
        start = end;
        return Current.Length > 0;
    }

    private bool Cut(int from)
    {
        var length = buffer.AsSpan(start + from, end - start - from).IndexOf((byte)0);
        if (length < 0)
            return false;
        Current = buffer.AsMemory(start, from + length);
        start += from + length + 1;
        return true;
    }

    private void MakeRoom()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (end < buffer.Length)
            return;
        if (buffer.Length >= Longest)
            throw new CollectionException(
                CollectionFailure.Unreadable,
                "git printed a path or trailer longer than 8 MiB. Check the repository with git fsck."
            );
        Array.Resize(ref buffer, buffer.Length * 2);
    }
}
