using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace DevRel.Exporter.Tests;

public sealed class WireNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "-0")]
    [InlineData(1, "1")]
    [InlineData(-3, "-3")]
    [InlineData(0.5, "0.5")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(9007199254740991, "9007199254740991")]
    [InlineData(9007199254740992, "9007199254740992")]
    [InlineData(1e300, "1e+300")]
    [InlineData(1e-300, "1e-300")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    [InlineData(double.NegativeInfinity, "-Inf")]
    public void Whole_numbers_have_no_point_and_exponents_are_lower_case(double value, string expected) =>
        Spell(value).ShouldBe(expected);

    [Theory]
    [InlineData(0, "0.0")]
    [InlineData(0.5, "0.5")]
    [InlineData(1, "1.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1.5e-10, "1.5e-10")]
    [InlineData(900, "900.0")]
    [InlineData(86400, "86400.0")]
    [InlineData(100000, "100000.0")]
    [InlineData(999999, "999999.0")]
    [InlineData(1000000, "1e+06")]
    [InlineData(1209600, "1.2096e+06")]
    [InlineData(2592000, "2.592e+06")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1e100, "1e+100")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(double.PositiveInfinity, "+Inf")]
    public void Bounds_have_the_one_spelling_that_go_gives_them(double bound, string expected) =>
        WireNumber.Bound(bound).ShouldBe(expected);

    [Fact]
    public void Every_double_reads_back_as_itself_in_any_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            (odd.NumberFormat.NumberDecimalSeparator, odd.NumberFormat.NegativeSign) = (",", "minus ");
            CultureInfo.CurrentCulture = odd;
            Prop.ForAll(
                    ArbMap.Default.ArbFor<double>(),
                    value =>
                        double.IsInfinity(value)
                        || BitConverter.DoubleToInt64Bits(double.Parse(Spell(value), CultureInfo.InvariantCulture))
                            == BitConverter.DoubleToInt64Bits(value)
                        || double.IsNaN(value)
                )
                .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Spell(double value)
    {
        Span<byte> into = stackalloc byte[WireNumber.MaxLength];
        return Encoding.ASCII.GetString(into[..WireNumber.Write(value, into)]);
    }
}
