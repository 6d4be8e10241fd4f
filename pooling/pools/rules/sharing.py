"""The same share for everyone, in whole pence.

Source: egalitarian cost sharing, Moulin and Shenker (2001). Asked for in secret and worked out
once, it makes one's true maximum the best thing to say, to a penny.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence

from providers.rules.prices import share_rounded_up


def calculate_shares[K: Hashable](
    prices: Mapping[int, int], maximums: Mapping[K, int], rotation: int, order: Sequence[K]
) -> dict[K, int]:
    """Who takes part and what each pays, in pence: {member: pence}. The sum is exact.

    `prices` gives the total in pence for each number of people that may go ahead; `maximums` is
    {member: pence}; `order` has every member once, first come first. The most people that can
    cover their price take part, and pay the same. Spare pence go one each, starting one place
    further round with each `rotation` (0 at the first instalment), so nobody always pays them.
    Empty when no number of people can cover the price.

    When more can pay the share than there are places, places go by `order`: to say a higher
    maximum never wins one, and those who could pay more are not preferred.
    """
    number = _most_who_can(prices, maximums.values())
    if not number:
        return {}
    share_pence, spare_pence = divmod(prices[number], number)
    most_pence = share_pence + (spare_pence > 0)
    taking_part = [member for member in order if maximums[member] >= most_pence][:number]
    pays_spare = {taking_part[(rotation + place) % number] for place in range(spare_pence)}
    return {member: share_pence + (member in pays_spare) for member in taking_part}


def who_is_below[K: Hashable](
    prices: Mapping[int, int], maximums: Mapping[K, int], wanted: Collection[K]
) -> dict[K, int]:
    """Those whose maximum is below the share if all took part, and the least each would need.

    `wanted` is everyone who hopes to take part, whether or not they have said a maximum yet: those
    who have not are counted, not answered for. It answers {member: pence}, empty when there is no
    price for that many people. These are asked in private; nobody is dropped (M142).
    """
    people = min(len(wanted), max(prices, default=0))
    if people not in prices:
        return {}
    share_pence = share_rounded_up(prices, people)
    below = [member for member in wanted if maximums.get(member, share_pence) < share_pence]
    return dict.fromkeys(below, share_pence)


def _most_who_can(prices: Mapping[int, int], maximums: Collection[int]) -> int:
    """The largest n for which n times the n-th highest maximum covers the price; 0 if none does.

    It then covers a spare penny too: n × m ≥ n × share + spare, in whole numbers, means m > share
    wherever there is a spare penny.
    """
    highest = sorted(maximums, reverse=True)
    return max(
        (n for n in prices if 0 < n <= len(highest) and n * highest[n - 1] >= prices[n]),
        default=0,
    )
