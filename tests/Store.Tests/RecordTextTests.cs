namespace DevRel.Store.Tests;

public sealed class RecordTextTests
{
    [Fact]
    public void A_record_by_itself_has_no_position()
    {
        var line = RecordText.Line(Example.Issue(1));

        line.ShouldStartWith("{\"type\":\"activity\",\"source\":\"contoso-github\",");
        line.ShouldNotContain("position");
        line.ShouldNotContain("\n");
    }
}
