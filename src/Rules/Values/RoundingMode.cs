namespace Award.Rules;

/// <summary>How a number between two representable ones is settled. Named in the rulebook.</summary>
public enum RoundingMode
{
    /// <summary>To the nearest; a tie to the even neighbour.</summary>
    HalfEven,

    /// <summary>To the nearest; a tie away from zero (四舍五入).</summary>
    HalfUp,

    /// <summary>Towards zero.</summary>
    Down,
}
