namespace DevRel.Resources;

/// <summary>Closed sets of words that several fields share, separated by <c>|</c> so that attributes can name them.</summary>
public static class Vocabulary
{
    /// <summary>UN M49 subregions, with Africa south of the Sahara and Latin America in their parts.</summary>
    public const string Geo =
        "Northern Africa|Eastern Africa|Middle Africa|Southern Africa|Western Africa|Caribbean|Central America|South America|Northern America|"
        + "Central Asia|Eastern Asia|South-eastern Asia|Southern Asia|Western Asia|Eastern Europe|Northern Europe|Southern Europe|Western Europe|"
        + "Australia and New Zealand|Melanesia|Micronesia|Polynesia|unknown";

    public const string Vertical = "for_profit|non_commercial|academia|public_sector|individual|unknown";
    public const string Goals = "awareness|acquisition|activation|retention|referral|revenue|product";
    public const string DqlTeams = "product|engineering|marketing|sales|support|people|partnerships|docs";

    /// <summary>DNS-1123 subdomain; 40 characters so that what is derived from a name stays within the 63 of a label.</summary>
    public const string NamePattern = @"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$";
    public const string NameShape = "lower-case letters, digits, '-' and '.', with a letter or digit at both ends";
    public const int NameLength = 40;

    /// <summary>Names of other objects (Secrets, ConfigMaps), which follow Kubernetes' own bound.</summary>
    public const int ReferenceLength = 253;

    public const string LabelKeyPattern =
        @"^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$";
    public const string LabelKeyShape =
        "at most 63 letters, digits, '-', '_' and '.', with an optional prefix such as example.com/";
    public const string LabelPattern = "^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$";
    public const string LabelShape =
        "at most 63 letters, digits, '-', '_' and '.', with a letter or digit at both ends";

    public const string MetricPattern = "^[a-zA-Z_:][a-zA-Z0-9_:]*$";
    public const string MetricLabelPattern = "^[a-zA-Z_][a-zA-Z0-9_]*$";
    public const string MetricLabelShape = "a label of the metric: letters, digits and '_'";

    public const string AccountPattern = @"^(email:[^@\s]+@[^@\s]+|[a-zA-Z][a-zA-Z0-9]*:(id:)?[^\s:]+)$";
    public const string AccountShape = "platform:handle, platform:id:123 or email:address";
    public const string DomainPattern = @"^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)+[a-z]([-a-z0-9]*[a-z0-9])$";
    public const string DomainShape = "a domain in lower case, such as contoso.com";
    public const string ByteQuantityPattern = "^[0-9]+(\\.[0-9]+)?(Ki|Mi|Gi|Ti|Pi|Ei|k|M|G|T|P|E)?$";
    public const string ByteQuantityShape = "a Kubernetes quantity such as 5Gi";
    public const string HandlePattern = @"^\S+$";
    public const string HandleShape = "one handle, without spaces";
}
