namespace DevRel.Models.Engine;

/// <summary>An array that grows by pages: nothing is copied, and nothing is held twice while it grows.</summary>
internal sealed class Column<T>
    where T : struct
{
    public const int PageBits = 16;
    private const int PageSize = 1 << PageBits;
    private T[]?[] pages = new T[16][];

    public ref T this[int index] => ref pages[index >> PageBits]![index & (PageSize - 1)];

    /// <summary>The page that holds an index, for loops over everything.</summary>
    public ReadOnlySpan<T> Page(int page) => pages[page];

    public void Set(int index, T value)
    {
        Reserve(index);
        this[index] = value;
    }

    /// <summary>Makes an index readable; new places hold the default.</summary>
    public void Reserve(int index)
    {
        var page = index >> PageBits;
        if (page >= pages.Length)
            Array.Resize(ref pages, Math.Max(page + 1, pages.Length * 2));
        pages[page] ??= new T[PageSize];
    }
}
