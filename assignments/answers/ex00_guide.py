# ---
# jupyter:
#   jupytext:
#     cell_metadata_filter: tags,nbgrader,coursekit,slideshow,-all
#     text_representation:
#       extension: .py
#       format_name: percent
#       format_version: '1.3'
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Known answers to ex00_guide
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## share_right

# %% coursekit={"answer": "share-sum", "cell": "share_right", "right": "a sum over pairs, in one line"}
def share_right(said, truth):
    return sum(a == b for a, b in zip(said, truth)) / len(truth) if truth else 0

# %% coursekit={"answer": "share-index", "cell": "share_right", "right": "places instead of pairs, counted in a list"}
def share_right(said, truth):
    hits = [k for k in range(len(said)) if said[k] == truth[k]]
    return len(hits) / max(len(said), 1)

# %% coursekit={"answer": "share-numpy", "cell": "share_right", "right": "numpy's mean"}
def share_right(said, truth):
    if not truth:
        return 0.0
    return np.mean(np.array(said) == np.array(truth))

# %% coursekit={"answer": "share-sklearn", "cell": "share_right", "right": "scikit-learn's accuracy"}
from sklearn.metrics import accuracy_score


def share_right(said, truth):
    return accuracy_score(truth, said) if len(said) > 0 else 0.0

# %% coursekit={"answer": "share-subtract", "cell": "share_right", "right": "counts the wrong ones and takes them off"}
def share_right(said, truth):
    n = len(said)
    if n == 0:
        return 0
    wrong = 0
    for k in range(n):
        if said[k] != truth[k]:
            wrong = wrong + 1
    return (n - wrong) / n

# %% coursekit={"answer": "share-torch", "cell": "share_right", "right": "torch, labels numbered first"}
import torch


def share_right(said, truth):
    number = {label: place for place, label in enumerate(dict.fromkeys(said + truth))}
    a, b = (torch.tensor([number[label] for label in labels]) for labels in (said, truth))
    return (a == b).double().mean().item() if len(a) else 0.0

# %% coursekit={"answer": "share-count", "cell": "share_right", "mistake": "the number of right ones, not their share", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    return sum(a == b for a, b in zip(said, truth))

# %% coursekit={"answer": "share-step-two", "cell": "share_right", "mistake": "the return 3 of the second step left behind", "loses": {"test_share_right": 3}}
def share_right(said, truth):
    return 3

# %% coursekit={"answer": "share-wrong-ones", "cell": "share_right", "mistake": "the share of wrong ones", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    return sum(a != b for a, b in zip(said, truth)) / len(truth) if truth else 0.0

# %% coursekit={"answer": "share-percent", "cell": "share_right", "mistake": "per cent", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    return 100 * sum(a == b for a, b in zip(said, truth)) / len(truth) if truth else 0.0

# %% coursekit={"answer": "share-whole-division", "cell": "share_right", "mistake": "divides with //", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    return sum(a == b for a, b in zip(said, truth)) // len(truth) if truth else 0.0

# %% coursekit={"answer": "share-empty", "cell": "share_right", "mistake": "divides by zero where there is no picture", "loses": {"test_share_right": 1}}
def share_right(said, truth):
    right = 0
    for a, b in zip(said, truth):
        if a == b:
            right += 1
    return right / len(truth)

# %% coursekit={"answer": "share-empty-none", "cell": "share_right", "mistake": "no return where there is no picture", "loses": {"test_share_right": 1}}
def share_right(said, truth):
    if len(truth) > 0:
        return sum(a == b for a, b in zip(said, truth)) / len(truth)

# %% coursekit={"answer": "share-empty-nan", "cell": "share_right", "mistake": "nan where there is no picture", "loses": {"test_share_right": 1}}
def share_right(said, truth):
    return float(np.mean([a == b for a, b in zip(said, truth)]))

# %% coursekit={"answer": "share-empty-one", "cell": "share_right", "mistake": "1 where there is no picture", "loses": {"test_share_right": 1}}
def share_right(said, truth):
    return sum(a == b for a, b in zip(said, truth)) / len(truth) if truth else 1.0

# %% coursekit={"answer": "share-anywhere", "cell": "share_right", "mistake": "a guess counts wherever it stands in the truth", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    return sum(a in truth for a in said) / len(truth) if truth else 0.0

# %% coursekit={"answer": "share-subtracts-labels", "cell": "share_right", "mistake": "subtracts the labels: fails on text", "loses": {"test_share_right": 1}}
def share_right(said, truth):
    return sum(a - b == 0 for a, b in zip(said, truth)) / len(truth) if truth else 0.0

# %% coursekit={"answer": "share-early-return", "cell": "share_right", "mistake": "returns inside the loop", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    right = 0
    for a, b in zip(said, truth):
        if a == b:
            right += 1
        return right / len(truth)
    return 0.0

# %% coursekit={"answer": "share-early-return-if", "cell": "share_right", "mistake": "returns at the first right one", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    right = 0
    for a, b in zip(said, truth):
        if a == b:
            right += 1
            return right / len(truth)
    return 0.0

# %% coursekit={"answer": "share-equals-plus", "cell": "share_right", "mistake": "sets the counter to +1", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    right = 0
    for a, b in zip(said, truth):
        if a == b:
            right =+ 1
    return right / len(truth) if truth else 0.0

# %% coursekit={"answer": "share-sets", "cell": "share_right", "mistake": "what the two lists have in common, wherever it stands", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    return len(set(said) & set(truth)) / len(truth) if truth else 0.0

# %% coursekit={"answer": "share-first-missed", "cell": "share_right", "mistake": "misses the first picture", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    right = 0
    for k in range(1, len(truth)):
        if said[k] == truth[k]:
            right += 1
    return right / len(truth) if truth else 0.0

# %% coursekit={"answer": "share-stops", "cell": "share_right", "mistake": "stops counting at the first wrong one", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    right = 0
    for a, b in zip(said, truth):
        if a != b:
            break
        right += 1
    return right / len(truth) if truth else 0.0

# %% coursekit={"answer": "share-of-five", "cell": "share_right", "mistake": "there are always five", "loses": {"test_share_right": 1}}
def share_right(said, truth):
    return sum(a == b for a, b in zip(said, truth)) / 5

# %% coursekit={"answer": "share-prints", "cell": "share_right", "mistake": "prints instead of returning", "loses": {"test_share_right": 3}}
def share_right(said, truth):
    print(sum(a == b for a, b in zip(said, truth)) / max(len(truth), 1))

# %% coursekit={"answer": "share-hard-coded", "cell": "share_right", "mistake": "the example's number", "loses": {"test_share_right": 1}}
def share_right(said, truth):
    return 0.6 if truth else 0.0

# %% coursekit={"answer": "share-all-or-nothing", "cell": "share_right", "mistake": "compares the two lists as a whole", "loses": {"test_share_right": 2}}
def share_right(said, truth):
    if said == truth:
        return 1.0 if truth else 0.0
    return 0.0

# %% coursekit={"answer": "share-rounded", "cell": "share_right", "mistake": "rounds to two digits", "loses": {"test_share_right": 1}}
def share_right(said, truth):
    return round(sum(a == b for a, b in zip(said, truth)) / len(truth), 2) if truth else 0.0

# %% coursekit={"answer": "share-global", "cell": "share_right", "mistake": "the counter lives outside the function and goes on", "loses": {"test_share_right": 1}}
right = 0


def share_right(said, truth):
    global right
    for a, b in zip(said, truth):
        if a == b:
            right += 1
    return right / len(truth) if truth else 0.0

# %% [markdown]
# ## order_events

# %% coursekit={"answer": "order-update", "cell": "order_events", "right": "a corrected copy by |, the lookup as key"}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(names, key=lambda name: years[name])

# %% coursekit={"answer": "order-numbered", "cell": "order_events", "right": "year and place in tuples"}
RIGHT_YEARS = {**FOUND, **{"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}}


def order_events(names):
    numbered = [(RIGHT_YEARS[name], place) for place, name in enumerate(names)]
    return [names[place] for year, place in sorted(numbered)]

# %% coursekit={"answer": "order-insertion", "cell": "order_events", "right": "insertion by hand"}
def order_events(names):
    mended = {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}

    def year(name):
        return mended[name] if name in mended else FOUND[name]

    done = []
    for name in names:
        place = len(done)
        when = year(name)
        while place > 0 and year(done[place - 1]) > when:
            place -= 1
        done.insert(place, name)
    return done

# %% coursekit={"answer": "order-by-year", "cell": "order_events", "right": "goes through the years one by one"}
def order_events(names):
    years = dict(FOUND)
    years.update({"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019})
    when = [years[name] for name in names]
    return [name for year in range(1900, 2100) for name, w in zip(names, when) if w == year]

# %% coursekit={"answer": "order-pandas", "cell": "order_events", "right": "a pandas series, sorted stably"}
import pandas as pd


def order_events(names):
    years = {**FOUND, **{"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}}
    table = pd.Series([years[name] for name in names], index=pd.Index(names, dtype=object), dtype=float)
    return table.sort_values(kind="stable").index.tolist()

# %% coursekit={"answer": "order-numpy", "cell": "order_events", "right": "numpy's stable argsort"}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    order = np.argsort([years[name] for name in names], kind="stable")
    return [names[place] for place in order]

# %% coursekit={"answer": "order-found", "cell": "order_events", "mistake": "sorts by FOUND itself", "loses": {"test_order_events": 2}}
def order_events(names):
    return sorted(names, key=FOUND.__getitem__)

# %% coursekit={"answer": "order-found-key", "cell": "order_events", "mistake": "sorts by FOUND itself, and an unknown name passes", "loses": {"test_order_events": 3}}
def order_events(names):
    return sorted(names, key=FOUND.get)

# %% coursekit={"answer": "order-no-werbos", "cell": "order_events", "mistake": "Werbos is not corrected", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(names, key=lambda name: years[name])

# %% coursekit={"answer": "order-no-vectors", "cell": "order_events", "mistake": "support vectors are not corrected", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(names, key=lambda name: years[name])

# %% coursekit={"answer": "order-no-lenet", "cell": "order_events", "mistake": "LeNet-5 is not corrected", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "GPT-2": 2019}
    return sorted(names, key=lambda name: years[name])

# %% coursekit={"answer": "order-no-gpt2", "cell": "order_events", "mistake": "GPT-2 is not corrected", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998}
    return sorted(names, key=lambda name: years[name])

# %% coursekit={"answer": "order-gpt2-2020", "cell": "order_events", "mistake": "GPT-2 in the year of GPT-3", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2020}
    return sorted(names, key=lambda name: years[name])

# %% coursekit={"answer": "order-vectors-1963", "cell": "order_events", "mistake": "the linear support vectors of 1963", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1963, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(names, key=lambda name: years[name])

# %% coursekit={"answer": "order-werbos-1964", "cell": "order_events", "mistake": "Werbos ten years too early", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1964, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(names, key=lambda name: years[name])

# %% coursekit={"answer": "order-perceptron-mended", "cell": "order_events", "mistake": "corrects what was right: AlexNet 2010, Transformer 2011", "loses": {"test_order_events": 2}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019, "AlexNet": 2018, "Transformer": 2011}
    return sorted(names, key=lambda name: years[name])

# %% coursekit={"answer": "order-late-first", "cell": "order_events", "mistake": "late ones first", "loses": {"test_order_events": 6}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(names, key=lambda name: years[name], reverse=True)

# %% coursekit={"answer": "order-alphabet", "cell": "order_events", "mistake": "by the letters of the names", "loses": {"test_order_events": 6}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    years[names[0]] if names else None
    return sorted(names)

# %% coursekit={"answer": "order-pairs-sorted", "cell": "order_events", "mistake": "sorts pairs of year and name: equals by their letters", "loses": {"test_order_events": 2}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return [name for year, name in sorted((years[name], name) for name in names)]

# %% coursekit={"answer": "order-unstable-reversed", "cell": "order_events", "mistake": "turns a descending order round: equals change places", "loses": {"test_order_events": 2}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(names, key=lambda name: years[name], reverse=True)[::-1]

# %% coursekit={"answer": "order-in-place", "cell": "order_events", "mistake": "sorts the caller's list", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    names.sort(key=lambda name: years[name])
    return names

# %% coursekit={"answer": "order-sort-none", "cell": "order_events", "mistake": "returns what sort returns", "loses": {"test_order_events": 6}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return names.sort(key=lambda name: years[name])

# %% coursekit={"answer": "order-set", "cell": "order_events", "mistake": "drops the second of a name", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(dict.fromkeys(names), key=lambda name: years[name])

# %% coursekit={"answer": "order-by-dictionary", "cell": "order_events", "mistake": "a dictionary from year to name: one event a year", "loses": {"test_order_events": 3}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    by_year = {years[name]: name for name in names}
    return [by_year[year] for year in sorted(by_year)]

# %% coursekit={"answer": "order-of-table", "cell": "order_events", "mistake": "walks through the sorted table: equals stand as there", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    for name in names:
        years[name]
    return [name for name in sorted(years, key=years.get) for _ in range(names.count(name))]

# %% coursekit={"answer": "order-years", "cell": "order_events", "mistake": "years instead of names", "loses": {"test_order_events": 6}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(years[name] for name in names)

# %% coursekit={"answer": "order-with-years", "cell": "order_events", "mistake": "names with their years", "loses": {"test_order_events": 6}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(((name, years[name]) for name in names), key=lambda pair: pair[1])

# %% coursekit={"answer": "order-tuple", "cell": "order_events", "mistake": "a tuple", "loses": {"test_order_events": 6}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return tuple(sorted(names, key=lambda name: years[name]))

# %% coursekit={"answer": "order-get", "cell": "order_events", "mistake": "an unknown name passes, or is compared with None", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(names, key=years.get)

# %% coursekit={"answer": "order-get-zero", "cell": "order_events", "mistake": "an unknown name comes first", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(names, key=lambda name: years.get(name, 0))

# %% coursekit={"answer": "order-skips-unknown", "cell": "order_events", "mistake": "leaves out an unknown name", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted([name for name in names if name in years], key=lambda name: years[name])

# %% coursekit={"answer": "order-other-error", "cell": "order_events", "mistake": "another exception for an unknown name", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    if not set(names) <= set(years):
        raise ValueError("没有这个名字")
    return sorted(names, key=lambda name: years[name])

# %% coursekit={"answer": "order-whole-table", "cell": "order_events", "mistake": "all events, whatever the names are", "loses": {"test_order_events": 6}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    return sorted(years, key=lambda name: years[name])

# %% coursekit={"answer": "order-one-pass", "cell": "order_events", "mistake": "one pass of swaps between neighbours", "loses": {"test_order_events": 4}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    done = list(names)
    for name in done:
        years[name]
    for k in range(len(done) - 1):
        if years[done[k]] > years[done[k + 1]]:
            done[k], done[k + 1] = done[k + 1], done[k]
    return done

# %% coursekit={"answer": "order-empty", "cell": "order_events", "mistake": "fails on an empty list", "loses": {"test_order_events": 1}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    first = min(years[name] for name in names)
    return sorted(names, key=lambda name: years[name] - first)

# %% coursekit={"answer": "order-hard-coded", "cell": "order_events", "mistake": "the two examples' orders", "loses": {"test_order_events": 4}}
def order_events(names):
    years = FOUND | {"软间隔支持向量机": 1995, "沃博斯的博士论文": 1974, "LeNet-5": 1998, "GPT-2": 2019}
    if "AlexNet" in names:
        return ["神经元模型", "AlexNet", "Transformer"]
    return ["LSTM", "批量归一化", "ResNet", "AlphaGo 赢了李世石"]

# %% [markdown]
# ## pip_cmd

# %% coursekit={"answer": "pip-insert", "cell": "pip_cmd", "right": "inserts the two words"}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    words = ["pip", action, pkg]
    if mirror is not None and action in ("install", "download"):
        words.insert(2, mirror)
        words.insert(2, "-i")
    return words

# %% coursekit={"answer": "pip-dictionary", "cell": "pip_cmd", "right": "a table of what needs the network"}
NETWORK = {"install": True, "download": True, "uninstall": False, "show": False}


def pip_cmd(action, pkg, mirror=None):
    if action not in NETWORK:
        raise ValueError("没有这个子命令：" + action)
    middle = ["-i", mirror] if mirror and NETWORK[action] else []
    return ["pip", action, *middle, pkg]

# %% coursekit={"answer": "pip-match", "cell": "pip_cmd", "right": "match and case"}
def pip_cmd(action, pkg, mirror=None):
    match action, mirror:
        case ("uninstall" | "show"), _:
            return ["pip", action, pkg]
        case ("install" | "download"), None:
            return ["pip", action, pkg]
        case ("install" | "download"), address:
            return ["pip", action, "-i", address, pkg]
    raise ValueError(f"{action!r}")

# %% coursekit={"answer": "pip-key-error", "cell": "pip_cmd", "right": "a KeyError turned into a ValueError"}
def pip_cmd(action, pkg, mirror=None):
    try:
        online = dict(install=1, download=1, uninstall=0, show=0)[action]
    except KeyError:
        raise ValueError(f"不认得 {action}") from None
    words = "pip {}".format(action).split()
    if online and mirror:
        words.extend(["-i", mirror])
    words.append(pkg)
    return words

# %% coursekit={"answer": "pip-text", "cell": "pip_cmd", "mistake": "one line of text", "loses": {"test_pip_cmd": 5}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    middle = f"-i {mirror} " if mirror and action in ("install", "download") else ""
    return f"pip {action} {middle}{pkg}"

# %% coursekit={"answer": "pip-two-in-one", "cell": "pip_cmd", "mistake": "pip and the subcommand in one word", "loses": {"test_pip_cmd": 5}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    middle = ["-i", mirror] if mirror and action in ("install", "download") else []
    return [f"pip {action}", *middle, pkg]

# %% coursekit={"answer": "pip-mirror-last", "cell": "pip_cmd", "mistake": "the mirror behind the package", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    words = ["pip", action, pkg]
    if mirror is not None and action in ("install", "download"):
        words += ["-i", mirror]
    return words

# %% coursekit={"answer": "pip-mirror-one-word", "cell": "pip_cmd", "mistake": "-i and the address in one word", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    middle = [f"-i {mirror}"] if mirror and action in ("install", "download") else []
    return ["pip", action, *middle, pkg]

# %% coursekit={"answer": "pip-no-flag", "cell": "pip_cmd", "mistake": "the address without -i", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    middle = [mirror] if mirror and action in ("install", "download") else []
    return ["pip", action, *middle, pkg]

# %% coursekit={"answer": "pip-long-flag", "cell": "pip_cmd", "mistake": "the long option", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    middle = ["--index-url", mirror] if mirror and action in ("install", "download") else []
    return ["pip", action, *middle, pkg]

# %% coursekit={"answer": "pip-swapped-flag", "cell": "pip_cmd", "mistake": "the address before -i", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    middle = [mirror, "-i"] if mirror and action in ("install", "download") else []
    return ["pip", action, *middle, pkg]

# %% coursekit={"answer": "pip-always-mirror", "cell": "pip_cmd", "mistake": "-i even without a mirror", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    if action in ("install", "download"):
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-never-mirror", "cell": "pip_cmd", "mistake": "the mirror is not used", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-mirror-everywhere", "cell": "pip_cmd", "mistake": "-i for all four", "loses": {"test_pip_cmd": 1}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    if mirror is not None:
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-mirror-install-only", "cell": "pip_cmd", "mistake": "downloads without the mirror", "loses": {"test_pip_cmd": 1}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    if mirror is not None and action == "install":
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-refuses-mirror", "cell": "pip_cmd", "mistake": "an error for a mirror that is of no use", "loses": {"test_pip_cmd": 1}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    if mirror is not None and action in ("uninstall", "show"):
        raise ValueError("不连网")
    if mirror is not None and action in ("install", "download"):
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-or", "cell": "pip_cmd", "mistake": "or instead of and", "loses": {"test_pip_cmd": 4}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    if mirror is not None or action in ("install", "download"):
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-one-mirror", "cell": "pip_cmd", "mistake": "always the same mirror", "loses": {"test_pip_cmd": 2}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    if mirror is not None and action in ("install", "download"):
        return ["pip", action, "-i", "<清华镜像地址>", pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-always-install", "cell": "pip_cmd", "mistake": "always installs", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    if mirror is not None and action in ("install", "download"):
        return ["pip", "install", "-i", mirror, pkg]
    return ["pip", "install", pkg]

# %% coursekit={"answer": "pip-always-torch", "cell": "pip_cmd", "mistake": "always torch", "loses": {"test_pip_cmd": 2}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    if mirror is not None and action in ("install", "download"):
        return ["pip", action, "-i", mirror, "torch"]
    return ["pip", action, "torch"]

# %% coursekit={"answer": "pip-splits-version", "cell": "pip_cmd", "mistake": "splits the version off", "loses": {"test_pip_cmd": 1}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    middle = ["-i", mirror] if mirror and action in ("install", "download") else []
    return ["pip", action, *middle, *pkg.replace("==", " ==").split()]

# %% coursekit={"answer": "pip-drops-version", "cell": "pip_cmd", "mistake": "drops the version", "loses": {"test_pip_cmd": 1}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    middle = ["-i", mirror] if mirror and action in ("install", "download") else []
    return ["pip", action, *middle, pkg.split("==")[0]]

# %% coursekit={"answer": "pip-any-action", "cell": "pip_cmd", "mistake": "any subcommand", "loses": {"test_pip_cmd": 1}}
def pip_cmd(action, pkg, mirror=None):
    if mirror is not None and action in ("install", "download"):
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-search-only", "cell": "pip_cmd", "mistake": "refuses search only", "loses": {"test_pip_cmd": 1}}
def pip_cmd(action, pkg, mirror=None):
    if action == "search":
        raise ValueError("search 已停用")
    if mirror is not None and action in ("install", "download"):
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-returns-none", "cell": "pip_cmd", "mistake": "None for an unknown subcommand", "loses": {"test_pip_cmd": 1}}
def pip_cmd(action, pkg, mirror=None):
    if action in ("install", "download", "uninstall", "show"):
        return ["pip", action] + (["-i", mirror] if mirror and action in ("install", "download") else []) + [pkg]

# %% coursekit={"answer": "pip-other-error", "cell": "pip_cmd", "mistake": "another exception", "loses": {"test_pip_cmd": 1}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise KeyError(action)
    if mirror is not None and action in ("install", "download"):
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-part-of-word", "cell": "pip_cmd", "mistake": "looks for the subcommand in a line of text: parts of words pass", "loses": {"test_pip_cmd": 1}}
def pip_cmd(action, pkg, mirror=None):
    if action not in "install download uninstall show":
        raise ValueError(action)
    if mirror is not None and action in ("install", "download"):
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-offline-refused", "cell": "pip_cmd", "mistake": "the two that need no network are refused", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download"):
        raise ValueError(action)
    if mirror is not None and action in ("install", "download"):
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-kept", "cell": "pip_cmd", "mistake": "a default list that keeps the words of the last call", "loses": {"test_pip_cmd": 5}}
def pip_cmd(action, pkg, mirror=None, words=[]):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    words += ["pip", action]
    if mirror is not None and action in ("install", "download"):
        words += ["-i", mirror]
    words.append(pkg)
    return list(words)

# %% coursekit={"answer": "pip-remembers-mirror", "cell": "pip_cmd", "mistake": "a mirror stays for the next call", "loses": {"test_pip_cmd": 2}}
last = None


def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    global last
    last = mirror or last
    if last is not None and action in ("install", "download"):
        return ["pip", action, "-i", last, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-append-none", "cell": "pip_cmd", "mistake": "returns what append returns", "loses": {"test_pip_cmd": 5}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    words = ["pip", action] + (["-i", mirror] if mirror and action in ("install", "download") else [])
    return words.append(pkg)

# %% coursekit={"answer": "pip-append-list", "cell": "pip_cmd", "mistake": "appends the two words as one list", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    words = ["pip", action]
    if mirror is not None and action in ("install", "download"):
        words.append(["-i", mirror])
    words.append(pkg)
    return words

# %% coursekit={"answer": "pip-adds-text", "cell": "pip_cmd", "mistake": "adds a text to the list: letter by letter", "loses": {"test_pip_cmd": 3}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    words = ["pip", action]
    if mirror is not None and action in ("install", "download"):
        words += "-i" + mirror
    words.append(pkg)
    return words

# %% coursekit={"answer": "pip-python", "cell": "pip_cmd", "mistake": "python -m pip", "loses": {"test_pip_cmd": 5}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    middle = ["-i", mirror] if mirror and action in ("install", "download") else []
    return ["python", "-m", "pip", action, *middle, pkg]

# %% coursekit={"answer": "pip-mirror-required", "cell": "pip_cmd", "mistake": "the mirror has no default", "loses": {"test_pip_cmd": 4}}
def pip_cmd(action, pkg, mirror):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    if mirror is not None and action in ("install", "download"):
        return ["pip", action, "-i", mirror, pkg]
    return ["pip", action, pkg]

# %% coursekit={"answer": "pip-package-first", "cell": "pip_cmd", "mistake": "the package before the subcommand", "loses": {"test_pip_cmd": 5}}
def pip_cmd(action, pkg, mirror=None):
    if action not in ("install", "download", "uninstall", "show"):
        raise ValueError(action)
    middle = ["-i", mirror] if mirror and action in ("install", "download") else []
    return ["pip", pkg, *middle, action]

# %% [markdown]
# ## nearest_school

# %% coursekit={"answer": "school-max", "cell": "nearest_school", "right": "max over a dictionary of votes"}
def nearest_school(text):
    votes = {school: sum(text.count(word) for word in words) for school, words in KEYWORDS.items()}
    return max(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-regex", "cell": "nearest_school", "right": "a regular expression finds all words"}
import re
from collections import Counter


def nearest_school(text):
    owner = {word: school for school, words in KEYWORDS.items() for word in words}
    votes = Counter(owner[word] for word in re.findall("|".join(owner), text))
    best = max(votes.values(), default=0)
    for school in KEYWORDS:
        if best and votes[school] == best:
            return school
    return "说不准"

# %% coursekit={"answer": "school-walk", "cell": "nearest_school", "right": "walks through the text letter by letter"}
def nearest_school(text):
    votes = [0, 0, 0]
    for place in range(len(text)):
        for k, words in enumerate(KEYWORDS.values()):
            for word in words:
                if text.startswith(word, place):
                    votes[k] += 1
    if sum(votes) == 0:
        return "说不准"
    return list(KEYWORDS)[votes.index(max(votes))]

# %% coursekit={"answer": "school-sorted", "cell": "nearest_school", "right": "a stable sort by votes"}
def nearest_school(text):
    def votes(school):
        return sum(len(text.split(word)) - 1 for word in KEYWORDS[school])

    first = sorted(KEYWORDS, key=votes, reverse=True)[0]
    return first if votes(first) > 0 else "说不准"

# %% coursekit={"answer": "school-numpy", "cell": "nearest_school", "right": "numpy's argmax, a place before the schools for none"}
def nearest_school(text):
    names = ["说不准", *KEYWORDS]
    votes = [0.5] + [sum(map(text.count, words)) for words in KEYWORDS.values()]
    return names[int(np.argmax(votes))]

# %% coursekit={"answer": "school-distinct", "cell": "nearest_school", "mistake": "counts a word once, however often it occurs", "loses": {"test_nearest_school": 2}}
def nearest_school(text):
    votes = {school: sum(word in text for word in words) for school, words in KEYWORDS.items()}
    return max(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-first-found", "cell": "nearest_school", "mistake": "the first school of which a word occurs", "loses": {"test_nearest_school": 4}}
def nearest_school(text):
    for school, words in KEYWORDS.items():
        for word in words:
            if word in text:
                return school
    return "说不准"

# %% coursekit={"answer": "school-earliest", "cell": "nearest_school", "mistake": "the school whose word stands first in the text", "loses": {"test_nearest_school": 3}}
def nearest_school(text):
    places = {}
    for school, words in KEYWORDS.items():
        for word in words:
            if word in text:
                places[school] = min(places.get(school, len(text)), text.index(word))
    return min(places, key=places.get) if places else "说不准"

# %% coursekit={"answer": "school-last-of-equals", "cell": "nearest_school", "mistake": "the last of equals", "loses": {"test_nearest_school": 1}}
def nearest_school(text):
    best, most = "说不准", 0
    for school, words in KEYWORDS.items():
        votes = sum(text.count(word) for word in words)
        if votes and votes >= most:
            best, most = school, votes
    return best

# %% coursekit={"answer": "school-alphabet", "cell": "nearest_school", "mistake": "the first of equals by its letters", "loses": {"test_nearest_school": 1}}
def nearest_school(text):
    votes = [(-sum(text.count(word) for word in words), school) for school, words in KEYWORDS.items()]
    return min(votes)[1] if min(votes)[0] else "说不准"

# %% coursekit={"answer": "school-equals-unsure", "cell": "nearest_school", "mistake": "unsure where two are equal", "loses": {"test_nearest_school": 1}}
def nearest_school(text):
    votes = {school: sum(text.count(word) for word in words) for school, words in KEYWORDS.items()}
    best = [school for school in votes if votes[school] == max(votes.values())]
    return best[0] if len(best) == 1 else "说不准"

# %% coursekit={"answer": "school-never-unsure", "cell": "nearest_school", "mistake": "the first school where no word occurs", "loses": {"test_nearest_school": 1}}
def nearest_school(text):
    votes = {school: sum(text.count(word) for word in words) for school, words in KEYWORDS.items()}
    return max(votes, key=votes.get)

# %% coursekit={"answer": "school-none", "cell": "nearest_school", "mistake": "None where no word occurs", "loses": {"test_nearest_school": 1}}
def nearest_school(text):
    best, most = None, 0
    for school, words in KEYWORDS.items():
        votes = sum(text.count(word) for word in words)
        if votes > most:
            best, most = school, votes
    return best

# %% coursekit={"answer": "school-not-reset", "cell": "nearest_school", "mistake": "votes are not set to zero for the next school", "loses": {"test_nearest_school": 5}}
def nearest_school(text):
    best, most, votes = "说不准", 0, 0
    for school, words in KEYWORDS.items():
        for word in words:
            votes += text.count(word)
        if votes > most:
            best, most = school, votes
    return best

# %% coursekit={"answer": "school-reset-too-often", "cell": "nearest_school", "mistake": "votes start again with every word", "loses": {"test_nearest_school": 5}}
def nearest_school(text):
    best, most = "说不准", 0
    for school, words in KEYWORDS.items():
        for word in words:
            votes = 0
            votes += text.count(word)
        if votes > most:
            best, most = school, votes
    return best

# %% coursekit={"answer": "school-last-word", "cell": "nearest_school", "mistake": "= instead of +=: only the last word counts", "loses": {"test_nearest_school": 5}}
def nearest_school(text):
    best, most = "说不准", 0
    for school, words in KEYWORDS.items():
        votes = 0
        for word in words:
            votes = text.count(word)
        if votes > most:
            best, most = school, votes
    return best

# %% coursekit={"answer": "school-prints", "cell": "nearest_school", "mistake": "prints instead of returning", "loses": {"test_nearest_school": 6}}
def nearest_school(text):
    votes = {school: sum(text.count(word) for word in words) for school, words in KEYWORDS.items()}
    print(max(votes, key=votes.get) if any(votes.values()) else "说不准")

# %% coursekit={"answer": "school-most-frequent-word", "cell": "nearest_school", "mistake": "the most frequent word decides alone", "loses": {"test_nearest_school": 4}}
def nearest_school(text):
    votes = {school: max(text.count(word) for word in words) for school, words in KEYWORDS.items()}
    return max(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-most-forgotten", "cell": "nearest_school", "mistake": "forgets to keep the highest number", "loses": {"test_nearest_school": 5}}
def nearest_school(text):
    best, most = "说不准", 0
    for school, words in KEYWORDS.items():
        votes = sum(text.count(word) for word in words)
        if votes > most:
            best = school
    return best

# %% coursekit={"answer": "school-needs-two", "cell": "nearest_school", "mistake": "one word is not enough", "loses": {"test_nearest_school": 3}}
def nearest_school(text):
    best, most = "说不准", 1
    for school, words in KEYWORDS.items():
        votes = sum(text.count(word) for word in words)
        if votes > most:
            best, most = school, votes
    return best

# %% coursekit={"answer": "school-split", "cell": "nearest_school", "mistake": "splits the text at blanks: Chinese has none", "loses": {"test_nearest_school": 5}}
def nearest_school(text):
    words_of_text = text.split()
    votes = {school: sum(words_of_text.count(word) for word in words) for school, words in KEYWORDS.items()}
    return max(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-by-length", "cell": "nearest_school", "mistake": "longer words weigh more", "loses": {"test_nearest_school": 1}}
def nearest_school(text):
    votes = {school: sum(len(word) * text.count(word) for word in words) for school, words in KEYWORDS.items()}
    return max(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-letters", "cell": "nearest_school", "mistake": "counts the letters of the words", "loses": {"test_nearest_school": 2}}
def nearest_school(text):
    votes = {school: sum(text.count(letter) for word in words for letter in word) for school, words in KEYWORDS.items()}
    return max(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-name-only", "cell": "nearest_school", "mistake": "looks for the names of the schools", "loses": {"test_nearest_school": 5}}
def nearest_school(text):
    for school in KEYWORDS:
        if school in text:
            return school
    return "说不准"

# %% coursekit={"answer": "school-own-words", "cell": "nearest_school", "mistake": "a list of own words, one of each school missing", "loses": {"test_nearest_school": 3}}
def nearest_school(text):
    own = {
        "符号主义": ["符号", "逻辑", "规则", "定理"],
        "连接主义": ["连接", "神经元", "网络", "权重"],
        "行为主义": ["行为", "环境", "奖励", "机器人"],
    }
    votes = {school: sum(text.count(word) for word in words) for school, words in own.items()}
    return max(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-fewest", "cell": "nearest_school", "mistake": "the fewest votes", "loses": {"test_nearest_school": 5}}
def nearest_school(text):
    votes = {school: sum(text.count(word) for word in words) for school, words in KEYWORDS.items()}
    return min(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-max-of-names", "cell": "nearest_school", "mistake": "max of the names, not of the votes", "loses": {"test_nearest_school": 4}}
def nearest_school(text):
    votes = {school: sum(text.count(word) for word in words) for school, words in KEYWORDS.items()}
    return max(votes) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-votes", "cell": "nearest_school", "mistake": "the votes instead of the school", "loses": {"test_nearest_school": 6}}
def nearest_school(text):
    return max(sum(text.count(word) for word in words) for words in KEYWORDS.values())

# %% coursekit={"answer": "school-pair", "cell": "nearest_school", "mistake": "the school with its votes", "loses": {"test_nearest_school": 6}}
def nearest_school(text):
    votes = {school: sum(text.count(word) for word in words) for school, words in KEYWORDS.items()}
    best = max(votes, key=votes.get)
    return (best, votes[best]) if votes[best] else ("说不准", 0)

# %% coursekit={"answer": "school-other-words", "cell": "nearest_school", "mistake": "another word for unsure", "loses": {"test_nearest_school": 1}}
def nearest_school(text):
    votes = {school: sum(text.count(word) for word in words) for school, words in KEYWORDS.items()}
    return max(votes, key=votes.get) if any(votes.values()) else "不知道"

# %% coursekit={"answer": "school-keeps-votes", "cell": "nearest_school", "mistake": "votes of earlier texts go on counting", "loses": {"test_nearest_school": 5}}
votes = {school: 0 for school in KEYWORDS}


def nearest_school(text):
    for school, words in KEYWORDS.items():
        votes[school] += sum(text.count(word) for word in words)
    return max(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-empties-words", "cell": "nearest_school", "mistake": "takes the words out of KEYWORDS", "loses": {"test_nearest_school": 4}}
def nearest_school(text):
    best, most = "说不准", 0
    for school, words in KEYWORDS.items():
        votes = 0
        while words:
            votes += text.count(words.pop())
        if votes > most:
            best, most = school, votes
    return best

# %% coursekit={"answer": "school-first-word", "cell": "nearest_school", "mistake": "the first word of each school only", "loses": {"test_nearest_school": 5}}
def nearest_school(text):
    votes = {school: text.count(words[0]) for school, words in KEYWORDS.items()}
    return max(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% coursekit={"answer": "school-hard-coded", "cell": "nearest_school", "mistake": "the examples' answers", "loses": {"test_nearest_school": 4}}
def nearest_school(text):
    if "定理" in text:
        return "符号主义"
    return "行为主义" if text.startswith("机器人") else "连接主义"

# %% coursekit={"answer": "school-empty", "cell": "nearest_school", "mistake": "fails on an empty text", "loses": {"test_nearest_school": 1}}
def nearest_school(text):
    votes = {school: sum(text.count(word) for word in words) / len(text) for school, words in KEYWORDS.items()}
    return max(votes, key=votes.get) if any(votes.values()) else "说不准"

# %% [markdown]
# ## running_means

# %% coursekit={"answer": "means-slices", "cell": "running_means", "right": "the mean of ever longer slices"}
def running_means(rewards):
    return [sum(rewards[:n]) / n for n in range(1, len(rewards) + 1)]

# %% coursekit={"answer": "means-step", "cell": "running_means", "right": "a step from the old mean towards the new reward"}
def running_means(rewards):
    mean, means = 0.0, []
    for reward in rewards:
        mean += (reward - mean) / (len(means) + 1)
        means.append(mean)
    return means

# %% coursekit={"answer": "means-numpy", "cell": "running_means", "right": "numpy's cumsum"}
def running_means(rewards):
    return (np.cumsum(rewards) / np.arange(1, len(rewards) + 1)).tolist()

# %% coursekit={"answer": "means-accumulate", "cell": "running_means", "right": "itertools"}
from itertools import accumulate


def running_means(rewards):
    return [total / n for n, total in enumerate(accumulate(rewards), 1)]

# %% coursekit={"answer": "means-pandas", "cell": "running_means", "right": "pandas' expanding mean"}
import pandas as pd


def running_means(rewards):
    return pd.Series(rewards, dtype=float).expanding().mean().tolist()

# %% coursekit={"answer": "means-sums", "cell": "running_means", "mistake": "sums, not divided", "loses": {"test_running_means": 3}}
def running_means(rewards):
    total, means = 0, []
    for reward in rewards:
        total += reward
        means.append(total)
    return means

# %% coursekit={"answer": "means-by-all", "cell": "running_means", "mistake": "divides by the number of all", "loses": {"test_running_means": 3}}
def running_means(rewards):
    total, means = 0, []
    for reward in rewards:
        total += reward
        means.append(total / len(rewards))
    return means

# %% coursekit={"answer": "means-from-zero", "cell": "running_means", "mistake": "counts from 0 and avoids the zero", "loses": {"test_running_means": 3}}
def running_means(rewards):
    total, means = 0, []
    for n, reward in enumerate(rewards):
        total += reward
        means.append(total / max(n, 1))
    return means

# %% coursekit={"answer": "means-divides-by-zero", "cell": "running_means", "mistake": "counts from 0", "loses": {"test_running_means": 4}}
def running_means(rewards):
    total, means = 0, []
    for n, reward in enumerate(rewards):
        total += reward
        means.append(total / n)
    return means

# %% coursekit={"answer": "means-one-too-many", "cell": "running_means", "mistake": "divides by n + 1", "loses": {"test_running_means": 4}}
def running_means(rewards):
    total, means = 0, []
    for n, reward in enumerate(rewards, start=1):
        total += reward
        means.append(total / (n + 1))
    return means

# %% coursekit={"answer": "means-with-start", "cell": "running_means", "mistake": "a mean before the first", "loses": {"test_running_means": 4}}
def running_means(rewards):
    means = [0.0]
    for n in range(1, len(rewards) + 1):
        means.append(sum(rewards[:n]) / n)
    return means

# %% coursekit={"answer": "means-without-last", "cell": "running_means", "mistake": "the last one is missing", "loses": {"test_running_means": 4}}
def running_means(rewards):
    return [sum(rewards[:n]) / n for n in range(1, len(rewards))]

# %% coursekit={"answer": "means-only-last", "cell": "running_means", "mistake": "one mean of all", "loses": {"test_running_means": 4}}
def running_means(rewards):
    return sum(rewards) / len(rewards) if rewards else 0.0

# %% coursekit={"answer": "means-early-return", "cell": "running_means", "mistake": "returns inside the loop", "loses": {"test_running_means": 3}}
def running_means(rewards):
    total, means = 0, []
    for n, reward in enumerate(rewards, start=1):
        total += reward
        means.append(total / n)
        return means
    return means

# %% coursekit={"answer": "means-whole-division", "cell": "running_means", "mistake": "divides with //", "loses": {"test_running_means": 3}}
def running_means(rewards):
    total, means = 0, []
    for n, reward in enumerate(rewards, start=1):
        total += reward
        means.append(total // n)
    return means

# %% coursekit={"answer": "means-of-neighbours", "cell": "running_means", "mistake": "the mean of two neighbours", "loses": {"test_running_means": 3}}
def running_means(rewards):
    means = list(rewards[:1])
    for k in range(1, len(rewards)):
        means.append((rewards[k - 1] + rewards[k]) / 2)
    return means

# %% coursekit={"answer": "means-halfway", "cell": "running_means", "mistake": "always halfway to the new reward", "loses": {"test_running_means": 3}}
def running_means(rewards):
    mean, means = 0.0, []
    for n, reward in enumerate(rewards):
        mean += (reward - mean) / (2 if n else 1)
        means.append(mean)
    return means

# %% coursekit={"answer": "means-in-place", "cell": "running_means", "mistake": "writes into the caller's list", "loses": {"test_running_means": 1}}
def running_means(rewards):
    for n in range(1, len(rewards)):
        rewards[n] = (rewards[n - 1] * n + rewards[n]) / (n + 1)
    return rewards

# %% coursekit={"answer": "means-pops", "cell": "running_means", "mistake": "takes the rewards out of the caller's list", "loses": {"test_running_means": 1}}
def running_means(rewards):
    total, means = 0, []
    while rewards:
        total += rewards.pop(0)
        means.append(total / (len(means) + 1))
    return means

# %% coursekit={"answer": "means-kept", "cell": "running_means", "mistake": "the record goes on from call to call", "loses": {"test_running_means": 3}}
seen, record = [], []


def running_means(rewards):
    for reward in rewards:
        seen.append(reward)
        record.append(sum(seen) / len(seen))
    return list(record)

# %% coursekit={"answer": "means-empty", "cell": "running_means", "mistake": "fails without a reward", "loses": {"test_running_means": 1}}
def running_means(rewards):
    means = [rewards[0] / 1]
    for n in range(2, len(rewards) + 1):
        means.append(sum(rewards[:n]) / n)
    return means

# %% coursekit={"answer": "means-empty-zero", "cell": "running_means", "mistake": "a zero without a reward", "loses": {"test_running_means": 1}}
def running_means(rewards):
    return [sum(rewards[:n]) / n for n in range(1, len(rewards) + 1)] or [0.0]

# %% coursekit={"answer": "means-wins-only", "cell": "running_means", "mistake": "counts the wins: only for rewards of 0 and 1", "loses": {"test_running_means": 3}}
def running_means(rewards):
    return [sum(r == 1 for r in rewards[:n]) / n for n in range(1, len(rewards) + 1)]

# %% coursekit={"answer": "means-not-negative", "cell": "running_means", "mistake": "losses count as nothing", "loses": {"test_running_means": 3}}
def running_means(rewards):
    return [sum(max(r, 0) for r in rewards[:n]) / n for n in range(1, len(rewards) + 1)]

# %% coursekit={"answer": "means-backwards", "cell": "running_means", "mistake": "from the last to the first", "loses": {"test_running_means": 3}}
def running_means(rewards):
    return [sum(rewards[-n:]) / n for n in range(1, len(rewards) + 1)][::-1]

# %% coursekit={"answer": "means-hard-coded", "cell": "running_means", "mistake": "the example's numbers", "loses": {"test_running_means": 3}}
def running_means(rewards):
    return [1.0, 0.5, 1 / 3, 0.5]

# %% coursekit={"answer": "means-rounded", "cell": "running_means", "mistake": "rounds to two digits", "loses": {"test_running_means": 2}}
def running_means(rewards):
    return [round(sum(rewards[:n]) / n, 2) for n in range(1, len(rewards) + 1)]

# %% coursekit={"answer": "means-prints", "cell": "running_means", "mistake": "prints instead of returning", "loses": {"test_running_means": 4}}
def running_means(rewards):
    for n in range(1, len(rewards) + 1):
        print(sum(rewards[:n]) / n)

# %% [markdown]
# ## pick

# %% coursekit={"answer": "pick-loop", "cell": "pick", "right": "the best by a loop"}
def pick(means, epsilon, rng):
    lucky = rng.random()
    if lucky < epsilon:
        return rng.integers(len(means))
    best = 0
    for arm in range(len(means)):
        if means[arm] > means[best]:
            best = arm
    return best

# %% coursekit={"answer": "pick-argmax", "cell": "pick", "right": "numpy's argmax, in one line"}
def pick(means, epsilon, rng):
    return rng.integers(0, len(means)) if rng.random() < epsilon else np.argmax(means)

# %% coursekit={"answer": "pick-exploit-first", "cell": "pick", "right": "the other branch first"}
def pick(means, epsilon, rng):
    if rng.random() >= epsilon:
        return max(range(len(means)), key=lambda arm: means[arm])
    return int(rng.integers(low=0, high=len(means)))

# %% coursekit={"answer": "pick-torch", "cell": "pick", "right": "torch's argmax over the places of the best"}
import torch


def pick(means, epsilon, rng):
    explore = rng.random() < epsilon
    scores = torch.tensor(means, dtype=torch.float64)
    return int(rng.integers(len(scores))) if explore else int(torch.nonzero(scores == scores.max())[0, 0])

# %% coursekit={"answer": "pick-never-explores", "cell": "pick", "mistake": "never explores", "loses": {"test_pick": 3}}
def pick(means, epsilon, rng):
    return means.index(max(means))

# %% coursekit={"answer": "pick-always-explores", "cell": "pick", "mistake": "always explores", "loses": {"test_pick": 3}}
def pick(means, epsilon, rng):
    rng.random()
    return int(rng.integers(len(means)))

# %% coursekit={"answer": "pick-turned-round", "cell": "pick", "mistake": "explores where it should exploit", "loses": {"test_pick": 4}}
def pick(means, epsilon, rng):
    if rng.random() > epsilon:
        return int(rng.integers(len(means)))
    return means.index(max(means))

# %% coursekit={"answer": "pick-draws-both", "cell": "pick", "mistake": "draws an arm each time", "loses": {"test_pick": 2}}
def pick(means, epsilon, rng):
    lucky, arm = rng.random(), int(rng.integers(len(means)))
    return arm if lucky < epsilon else means.index(max(means))

# %% coursekit={"answer": "pick-arm-first", "cell": "pick", "mistake": "draws the arm before the coin", "loses": {"test_pick": 3}}
def pick(means, epsilon, rng):
    arm = int(rng.integers(len(means)))
    return arm if rng.random() < epsilon else means.index(max(means))

# %% coursekit={"answer": "pick-choice", "cell": "pick", "mistake": "numpy's global random numbers", "loses": {"test_pick": 3}}
def pick(means, epsilon, rng):
    if np.random.random() < epsilon:
        return int(np.random.randint(len(means)))
    return means.index(max(means))

# %% coursekit={"answer": "pick-random-module", "cell": "pick", "mistake": "Python's random numbers", "loses": {"test_pick": 3}}
import random


def pick(means, epsilon, rng):
    if random.random() < epsilon:
        return random.randrange(len(means))
    return means.index(max(means))

# %% coursekit={"answer": "pick-own-generator", "cell": "pick", "mistake": "a generator of its own with the same seed each time", "loses": {"test_pick": 3}}
def pick(means, epsilon, rng):
    rng = np.random.default_rng(0)
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    return means.index(max(means))

# %% coursekit={"answer": "pick-arm-elsewhere", "cell": "pick", "mistake": "the coin from rng, the arm from numpy's global random numbers", "loses": {"test_pick": 3}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(np.random.randint(len(means)))
    return means.index(max(means))

# %% coursekit={"answer": "pick-no-return", "cell": "pick", "mistake": "no return where it exploits", "loses": {"test_pick": 4}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    means.index(max(means))

# %% coursekit={"answer": "pick-three-arms", "cell": "pick", "mistake": "always three arms", "loses": {"test_pick": 2}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(3))
    return means.index(max(means))

# %% coursekit={"answer": "pick-not-the-last", "cell": "pick", "mistake": "never explores the last arm", "loses": {"test_pick": 3}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(max(len(means) - 1, 1)))
    return means.index(max(means))

# %% coursekit={"answer": "pick-others-only", "cell": "pick", "mistake": "explores the other arms only", "loses": {"test_pick": 2}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon and len(means) > 1:
        others = [arm for arm in range(len(means)) if arm != means.index(max(means))]
        return others[int(rng.integers(len(others)))]
    return means.index(max(means))

# %% coursekit={"answer": "pick-last-of-equals", "cell": "pick", "mistake": "the last of equals", "loses": {"test_pick": 2}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    best = 0
    for arm in range(len(means)):
        if means[arm] >= means[best]:
            best = arm
    return best

# %% coursekit={"answer": "pick-from-zero", "cell": "pick", "mistake": "compares with 0: fails where all means are negative", "loses": {"test_pick": 1}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    best, most = 0, 0
    for arm, mean in enumerate(means):
        if mean > most:
            best, most = arm, mean
    return best

# %% coursekit={"answer": "pick-worst", "cell": "pick", "mistake": "the worst arm", "loses": {"test_pick": 4}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    return means.index(min(means))

# %% coursekit={"answer": "pick-mean", "cell": "pick", "mistake": "the mean instead of its place", "loses": {"test_pick": 4}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    return max(means)

# %% coursekit={"answer": "pick-from-one", "cell": "pick", "mistake": "numbers from 1", "loses": {"test_pick": 5}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(means))) + 1
    return means.index(max(means)) + 1

# %% coursekit={"answer": "pick-sorts", "cell": "pick", "mistake": "sorts the caller's list", "loses": {"test_pick": 4}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    best = means[0]
    means.sort()
    return means.index(best)

# %% coursekit={"answer": "pick-sorts-right", "cell": "pick", "mistake": "finds the right arm, but sorts the caller's list first", "loses": {"test_pick": 1}}
def pick(means, epsilon, rng):
    before = list(means)
    means.sort()
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    return before.index(means[-1])

# %% coursekit={"answer": "pick-two-coins", "cell": "pick", "mistake": "draws the coin twice", "loses": {"test_pick": 2}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    if rng.random() >= epsilon:
        return means.index(max(means))
    return 0

# %% coursekit={"answer": "pick-less-or-one", "cell": "pick", "mistake": "always exploits unless ε is 1", "loses": {"test_pick": 2}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon and epsilon == 1:
        return int(rng.integers(len(means)))
    return means.index(max(means))

# %% coursekit={"answer": "pick-list", "cell": "pick", "mistake": "a list of one", "loses": {"test_pick": 5}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return [int(rng.integers(len(means)))]
    return [means.index(max(means))]

# %% coursekit={"answer": "pick-random-equals", "cell": "pick", "mistake": "a random one of equals", "loses": {"test_pick": 2}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    best = [arm for arm, mean in enumerate(means) if mean == max(means)]
    return best[int(rng.integers(len(best)))]

# %% coursekit={"answer": "pick-first-three", "cell": "pick", "mistake": "the best of the first three", "loses": {"test_pick": 1}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.integers(len(means)))
    return means.index(max(means[:3]))

# %% coursekit={"answer": "pick-uniform-times-n", "cell": "pick", "mistake": "a random number times n instead of integers", "loses": {"test_pick": 3}}
def pick(means, epsilon, rng):
    if rng.random() < epsilon:
        return int(rng.random() * len(means))
    return means.index(max(means))

# %% coursekit={"answer": "pick-hard-coded", "cell": "pick", "mistake": "the examples' best arm", "loses": {"test_pick": 4}}
def pick(means, epsilon, rng):
    return 1
