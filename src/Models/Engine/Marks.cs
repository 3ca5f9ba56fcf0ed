namespace DevRel.Models.Engine;

/// <summary>A set of small numbers that is filled, walked in order of arrival and emptied.</summary>
internal sealed class Marks
{
    private readonly Column<bool> marked = new();
    private List<int> numbers = [];
    private int reserved = -1;

    /// <summary>False when it was in already.</summary>
    public bool Add(int number)
    {
        if (number > reserved)
            Reserve(number);
        ref var mark = ref marked[number];
        if (mark)
            return false;
        mark = true;
        numbers.Add(number);
        return true;
    }

    public bool Contains(int number) => number <= reserved && marked[number];

    public IReadOnlyList<int> Take()
    {
        var taken = numbers;
        numbers = [];
        foreach (var number in taken)
            marked[number] = false;
        return taken;
    }

    private void Reserve(int number)
    {
        var end = number | ((1 << Column<bool>.PageBits) - 1);
        for (var page = Math.Max(reserved, 0); page <= end; page += 1 << Column<bool>.PageBits)
            marked.Reserve(page);
        reserved = end;
    }
}
