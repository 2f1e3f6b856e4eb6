namespace Award.Rules.Rulebooks;

/// <summary>存疑: what is odd enough that whoever reports it is asked whether it is meant. Empty where a rulebook says nothing.</summary>
public sealed record DoubtRules(IReadOnlyList<FigureDoubt> Figures, IReadOnlyList<DeathsDoubt> Deaths)
{
    public static DoubtRules None { get; } = new([], []);

    public FigureDoubt? Find(string indicator) => Figures.FirstOrDefault(doubt => doubt.Indicator == indicator);
}

/// <summary>How far a scored value may lie from others before it is asked about; null: however far.</summary>
/// <param name="LastYear">From the region's own value of last year.</param>
/// <param name="Peers">From the median of the other regions of its level that have a value.</param>
public sealed record FigureDoubt(string Indicator, Distance? LastYear, Distance? Peers);

/// <param name="InPercent">Of what is compared with; else in the scored unit.</param>
public sealed record Distance(bool InPercent, Ratio Limit);

/// <summary>All incidents of these kinds in the province's year have more deaths than the province itself counts.</summary>
public sealed record DeathsDoubt(IReadOnlyList<string> Kinds, int Province);
