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
# # Known answers to ex10_loop_metrics
#
# Right ones lose nothing; each wrong one loses the points written beside it, all of its own test cell.
# The format is described in assignments/README.md.

# %% [markdown]
# ## train_one_epoch

# %% coursekit={"answer": "train-lists", "cell": "train_one_epoch", "right": "two lists and an average of numpy's"}
def train_one_epoch(model, loader, loss, opt):
    model.train(True)
    losses, sizes = [], []
    for batch in loader:
        X, y = batch
        prediction = model(X)
        found = loss(prediction, y)
        model.zero_grad()
        found.backward()
        opt.step()
        losses.append(float(found))
        sizes.append(X.shape[0])
    return float(np.average(losses, weights=sizes))

# %% coursekit={"answer": "train-both-ends", "cell": "train_one_epoch", "right": "clears after the step, and once before the loop"}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    opt.zero_grad(set_to_none=False)
    seen = []
    for number, (X, y) in enumerate(loader):
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        opt.zero_grad()
        seen += [batch_loss.detach().item()] * X.size(0)
    return sum(seen) / len(seen)

# %% coursekit={"answer": "train-running", "cell": "train_one_epoch", "right": "a running mean, gradients set to None by hand, the sum kept as a detached tensor"}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    mean, count = torch.zeros(()), 0
    for X, y in loader:
        for group in opt.param_groups:
            for part in group["params"]:
                part.grad = None
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        count += len(X)
        mean = mean + (batch_loss.detach() - mean) * len(X) / count
    return mean.item()

# %% coursekit={"answer": "train-closure", "cell": "train_one_epoch", "right": "hands the optimiser a closure"}
def train_one_epoch(model, loader, loss, opt):
    total, count = 0.0, 0
    model.train()
    for X, y in loader:
        def closure():
            opt.zero_grad()
            batch_loss = loss(model(X), y)
            batch_loss.backward()
            return batch_loss
        total += opt.step(closure).item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-no-zero", "cell": "train_one_epoch", "mistake": "forgets to clear the gradients", "loses": {"test_train_one_epoch": 6}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-zero-outside", "cell": "train_one_epoch", "mistake": "clears the gradients once, before the loop", "loses": {"test_train_one_epoch": 5}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    opt.zero_grad()
    total, count = 0.0, 0
    for X, y in loader:
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-zero-after-only", "cell": "train_one_epoch", "mistake": "clears after the step, so that what was there at the start counts", "loses": {"test_train_one_epoch": 1}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        opt.zero_grad()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-zero-between", "cell": "train_one_epoch", "mistake": "clears between backward and step", "loses": {"test_train_one_epoch": 9}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.zero_grad()
        opt.step()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-no-step", "cell": "train_one_epoch", "mistake": "never takes the step", "loses": {"test_train_one_epoch": 9}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-step-first", "cell": "train_one_epoch", "mistake": "steps before it goes backward", "loses": {"test_train_one_epoch": 9}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        opt.step()
        batch_loss.backward()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-step-after-loop", "cell": "train_one_epoch", "mistake": "one step at the end, with all gradients", "loses": {"test_train_one_epoch": 7}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    opt.zero_grad()
    total, count = 0.0, 0
    for X, y in loader:
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        total += batch_loss.item() * len(y)
        count += len(y)
    opt.step()
    return total / count

# %% coursekit={"answer": "train-no-train", "cell": "train_one_epoch", "mistake": "does not switch to training mode", "loses": {"test_train_one_epoch": 1}}
def train_one_epoch(model, loader, loss, opt):
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-by-batch", "cell": "train_one_epoch", "mistake": "the mean over batches", "loses": {"test_train_one_epoch": 4}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss.item()
        count += 1
    return total / count

# %% coursekit={"answer": "train-total", "cell": "train_one_epoch", "mistake": "the sum, not divided", "loses": {"test_train_one_epoch": 5}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total

# %% coursekit={"answer": "train-first-return", "cell": "train_one_epoch", "mistake": "returns inside the loop", "loses": {"test_train_one_epoch": 7}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(y)
        count += len(y)
        return total / count

# %% coursekit={"answer": "train-loss-after", "cell": "train_one_epoch", "mistake": "the loss after the step", "loses": {"test_train_one_epoch": 7}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += loss(model(X), y).item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-tensor", "cell": "train_one_epoch", "mistake": "returns a tensor with its graph", "loses": {"test_train_one_epoch": 3}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-nothing", "cell": "train_one_epoch", "mistake": "returns nothing", "loses": {"test_train_one_epoch": 10}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(y)
        count += len(y)

# %% coursekit={"answer": "train-dataset", "cell": "train_one_epoch", "mistake": "asks the loader for its data set", "loses": {"test_train_one_epoch": 10}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total / len(loader.dataset)

# %% coursekit={"answer": "train-twice", "cell": "train_one_epoch", "mistake": "goes through the loader a second time to count", "loses": {"test_train_one_epoch": 1}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(model(X), y)
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(y)
    count = sum(len(y) for _, y in loader)
    return total / count

# %% coursekit={"answer": "train-swapped", "cell": "train_one_epoch", "mistake": "the label first, the prediction second", "loses": {"test_train_one_epoch": 2}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        batch_loss = loss(y, model(X))
        batch_loss.backward()
        opt.step()
        total += batch_loss.item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-hard-coded", "cell": "train_one_epoch", "mistake": "the example's numbers", "loses": {"test_train_one_epoch": 6}}
def train_one_epoch(model, loader, loss, opt):
    with torch.no_grad():
        next(model.parameters()).fill_(2.8)
    return 29 / 3

# %% coursekit={"answer": "train-shadow", "cell": "train_one_epoch", "mistake": "calls the loss of the batch loss, so that the second batch has no function to call", "loses": {"test_train_one_epoch": 7}}
def train_one_epoch(model, loader, loss, opt):
    model.train()
    total, count = 0.0, 0
    for X, y in loader:
        opt.zero_grad()
        loss = loss(model(X), y)
        loss.backward()
        opt.step()
        total += loss.item() * len(y)
        count += len(y)
    return total / count

# %% coursekit={"answer": "train-library", "cell": "train_one_epoch", "mistake": "borrows the course's training loop", "loses": {"test_train_one_epoch": 10}}
def train_one_epoch(model, loader, loss, opt):
    import coursekit.training as ready
    return ready.train_one_epoch(model, loader, loss, opt)

# %% [markdown]
# ## evaluate

# %% coursekit={"answer": "evaluate-decorated", "cell": "evaluate", "right": "a decorator, torch.max, lists"}
@torch.no_grad()
def evaluate(model, loader, loss):
    before = model.training
    model.eval()
    losses, hits, sizes = [], [], []
    for X, y in loader:
        scores = model(X)
        _, predicted = torch.max(scores, dim=1)
        losses.append(loss(scores, y).item())
        hits.append((predicted == y).float().mean().item())
        sizes.append(len(y))
    if before:
        model.train()
    return float(np.average(losses, weights=sizes)), float(np.average(hits, weights=sizes))

# %% coursekit={"answer": "evaluate-finally", "cell": "evaluate", "right": "inference mode, restores in a finally, one sample after the other"}
def evaluate(model, loader, loss):
    came = model.training
    total, right, count = 0.0, 0, 0
    try:
        model.train(False)
        with torch.inference_mode():
            for X, y in loader:
                out = model(X)
                total += float(loss(out, y)) * y.shape[0]
                for row, k in zip(out.tolist(), y.tolist()):
                    right += row.index(max(row)) == k
                    count += 1
    finally:
        model.train(came)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-detach", "cell": "evaluate", "right": "stores a list; switches gradients off and on by hand"}
def evaluate(model, loader, loss):
    training, recording = model.training, torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    model.eval()
    parts = []
    for X, y in loader:
        out = model(X)
        parts.append((loss(out, y).item() * len(X), int((out.softmax(dim=1).argmax(1) == y).sum()), len(X)))
    torch.set_grad_enabled(recording)
    model.train(training)
    total, right, count = map(sum, zip(*parts))
    return [total / count, right / count]

# %% coursekit={"answer": "evaluate-no-eval", "cell": "evaluate", "mistake": "stays in training mode", "loses": {"test_evaluate": 3}}
def evaluate(model, loader, loss):
    was_training = model.training
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-no-restore", "cell": "evaluate", "mistake": "stays in evaluation mode", "loses": {"test_evaluate": 1}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-always-train", "cell": "evaluate", "mistake": "always leaves training mode behind", "loses": {"test_evaluate": 1}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train()
    return total / count, right / count

# %% coursekit={"answer": "evaluate-flag-back", "cell": "evaluate", "mistake": "gives back the flag of the outermost module only", "loses": {"test_evaluate": 1}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.training = was_training
    return total / count, right / count

# %% coursekit={"answer": "evaluate-grad", "cell": "evaluate", "mistake": "keeps a graph", "loses": {"test_evaluate": 1}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    if True:
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-by-batch", "cell": "evaluate", "mistake": "both means over batches", "loses": {"test_evaluate": 4}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item()
            right += (outputs.argmax(dim=1) == y).float().mean().item()
            count += 1
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-loss-sum", "cell": "evaluate", "mistake": "the loss not divided", "loses": {"test_evaluate": 4}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total, right / count

# %% coursekit={"answer": "evaluate-right-count", "cell": "evaluate", "mistake": "the number of right answers", "loses": {"test_evaluate": 3}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, right

# %% coursekit={"answer": "evaluate-error", "cell": "evaluate", "mistake": "the share of wrong answers", "loses": {"test_evaluate": 7}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, 1 - right / count

# %% coursekit={"answer": "evaluate-swapped", "cell": "evaluate", "mistake": "accuracy first", "loses": {"test_evaluate": 9}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return right / count, total / count

# %% coursekit={"answer": "evaluate-dim0", "cell": "evaluate", "mistake": "the largest of each column", "loses": {"test_evaluate": 7}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=0) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-argmax-all", "cell": "evaluate", "mistake": "one largest of the whole table", "loses": {"test_evaluate": 2}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax() == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-softmax", "cell": "evaluate", "mistake": "softmax before the cross-entropy", "loses": {"test_evaluate": 8}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X).softmax(dim=1)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-own-loss", "cell": "evaluate", "mistake": "a loss of its own, the number of calls unseen", "loses": {"test_evaluate": 1}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += nn.functional.cross_entropy(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-tensors", "cell": "evaluate", "mistake": "returns tensors", "loses": {"test_evaluate": 4}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y) * len(y)
            right += (outputs.argmax(dim=1) == y).sum()
            count += len(y)
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-nothing", "cell": "evaluate", "mistake": "returns nothing", "loses": {"test_evaluate": 9}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)

# %% coursekit={"answer": "evaluate-dataset", "cell": "evaluate", "mistake": "asks the loader for its data set", "loses": {"test_evaluate": 9}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    count = len(loader.dataset)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-two-loops", "cell": "evaluate", "mistake": "goes through the loader twice", "loses": {"test_evaluate": 1}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            count += len(y)
        for X, y in loader:
            right += (model(X).argmax(dim=1) == y).sum().item()
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-clears", "cell": "evaluate", "mistake": "clears the gradients", "loses": {"test_evaluate": 1}}
def evaluate(model, loader, loss):
    was_training = model.training
    model.eval()
    model.zero_grad()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-warm-up", "cell": "evaluate", "mistake": "a pass in training mode before it measures", "loses": {"test_evaluate": 1}}
def evaluate(model, loader, loss):
    was_training = model.training
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            model.train()
            model(X)
            model.eval()
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += (outputs.argmax(dim=1) == y).sum().item()
            count += len(y)
    model.train(was_training)
    return total / count, right / count

# %% coursekit={"answer": "evaluate-hard-coded", "cell": "evaluate", "mistake": "the example's numbers", "loses": {"test_evaluate": 8}}
def evaluate(model, loader, loss):
    return 0.593134, 2 / 3

# %% coursekit={"answer": "evaluate-sklearn", "cell": "evaluate", "mistake": "lets scikit-learn count", "loses": {"test_evaluate": 9}}
def evaluate(model, loader, loss):
    from sklearn.metrics import accuracy_score
    was_training = model.training
    model.eval()
    total, right, count = 0.0, 0, 0
    with torch.no_grad():
        for X, y in loader:
            outputs = model(X)
            total += loss(outputs, y).item() * len(y)
            right += accuracy_score(y, outputs.argmax(dim=1), normalize=False)
            count += len(y)
    model.train(was_training)
    return total / count, right / count

# %% [markdown]
# ## fit

# %% coursekit={"answer": "fit-lists", "cell": "fit", "right": "three lists, put together at the end, by keywords"}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    trained, losses, shares = [], [], []
    for epoch in range(1, epochs + 1):
        trained += [train_one_epoch(model=model, loader=train_loader, loss=loss, opt=opt)]
        measured = evaluate(model, valid_loader, loss)
        losses.append(measured[0])
        shares.append(measured[1])
        if scheduler:
            scheduler.step()
    return dict(train_loss=trained, valid_loss=losses, valid_acc=shares)

# %% coursekit={"answer": "fit-rows", "cell": "fit", "right": "a row an epoch, transposed; the scheduler steps before the validation"}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    rows = []
    while len(rows) < epochs:
        first = train_one_epoch(model, train_loader, loss, opt)
        if scheduler is not None:
            scheduler.step()
        rows.append((first, *evaluate(model, valid_loader, loss)))
    return {name: [row[k] for row in rows] for k, name in enumerate(("train_loss", "valid_loss", "valid_acc"))}

# %% coursekit={"answer": "fit-valid-on-train", "cell": "fit", "mistake": "validates on the training data", "loses": {"test_fit": 5}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, train_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-train-on-valid", "cell": "fit", "mistake": "trains on the validation data", "loses": {"test_fit": 5}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, valid_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-valid-first", "cell": "fit", "mistake": "validates before it trains", "loses": {"test_fit": 5}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-acc-swapped", "cell": "fit", "mistake": "takes the accuracy for the loss", "loses": {"test_fit": 7}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        share, value = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-no-scheduler", "cell": "fit", "mistake": "never steps the scheduler", "loses": {"test_fit": 3}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
    return history

# %% coursekit={"answer": "fit-scheduler-first", "cell": "fit", "mistake": "steps the scheduler before it trains", "loses": {"test_fit": 3}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        if scheduler is not None:
            scheduler.step()
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
    return history

# %% coursekit={"answer": "fit-scheduler-after", "cell": "fit", "mistake": "steps the scheduler once, after all epochs", "loses": {"test_fit": 4}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
    if scheduler is not None:
        scheduler.step()
    return history

# %% coursekit={"answer": "fit-scheduler-always", "cell": "fit", "mistake": "asks for a scheduler always", "loses": {"test_fit": 4}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        scheduler.step()
    return history

# %% coursekit={"answer": "fit-return-inside", "cell": "fit", "mistake": "returns inside the loop", "loses": {"test_fit": 8}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
        return history

# %% coursekit={"answer": "fit-one-more", "cell": "fit", "mistake": "one epoch too many", "loses": {"test_fit": 8}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs + 1):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-at-least-one", "cell": "fit", "mistake": "at least one epoch", "loses": {"test_fit": 1}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(max(epochs, 1)):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-evaluate-twice", "cell": "fit", "mistake": "calls evaluate twice an epoch", "loses": {"test_fit": 6}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)[0], evaluate(model, valid_loader, loss)[1]
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-valid-at-end", "cell": "fit", "mistake": "validates once, at the end", "loses": {"test_fit": 8}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        if scheduler is not None:
            scheduler.step()
    value, share = evaluate(model, valid_loader, loss)
    history["valid_loss"].append(value)
    history["valid_acc"].append(share)
    return history

# %% coursekit={"answer": "fit-keys", "cell": "fit", "mistake": "other names for the keys", "loses": {"test_fit": 8}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-last-only", "cell": "fit", "mistake": "notes the last epoch only", "loses": {"test_fit": 7}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"] = [train_one_epoch(model, train_loader, loss, opt)]
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"] = [value]
        history["valid_acc"] = [share]
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-one-list", "cell": "fit", "mistake": "one list under three names", "loses": {"test_fit": 7}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = dict.fromkeys(["train_loss", "valid_loss", "valid_acc"], [])
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-shared", "cell": "fit", "mistake": "a history made once, for all calls", "loses": {"test_fit": 5}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None, history={"train_loss": [], "valid_loss": [], "valid_acc": []}):
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-nothing", "cell": "fit", "mistake": "returns nothing", "loses": {"test_fit": 8}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()

# %% coursekit={"answer": "fit-copy", "cell": "fit", "mistake": "trains a copy of the network", "loses": {"test_fit": 3}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    import copy
    model = copy.deepcopy(model)
    opt = type(opt)(model.parameters(), **opt.defaults)
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
    return history

# %% coursekit={"answer": "fit-inline", "cell": "fit", "mistake": "writes the loop of an epoch once more instead of calling", "loses": {"test_fit": 7}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        total, count = 0.0, 0
        for X, y in train_loader:
            batch_loss = loss(model(X), y)
            opt.zero_grad()
            batch_loss.backward()
            opt.step()
            total += batch_loss.item() * len(y)
            count += len(y)
        history["train_loss"].append(total / count)
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-range", "cell": "fit", "mistake": "one epoch too few", "loses": {"test_fit": 7}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(1, epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, loss, opt))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-arguments", "cell": "fit", "mistake": "hands over the optimiser before the loss", "loses": {"test_fit": 7}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        history["train_loss"].append(train_one_epoch(model, train_loader, opt, loss))
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-batches", "cell": "fit", "mistake": "calls train_one_epoch for every batch", "loses": {"test_fit": 7}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    history = {"train_loss": [], "valid_loss": [], "valid_acc": []}
    for _ in range(epochs):
        for X, y in train_loader:
            value = train_one_epoch(model, [(X, y)], loss, opt)
        history["train_loss"].append(value)
        value, share = evaluate(model, valid_loader, loss)
        history["valid_loss"].append(value)
        history["valid_acc"].append(share)
        if scheduler is not None:
            scheduler.step()
    return history

# %% coursekit={"answer": "fit-hard-coded", "cell": "fit", "mistake": "the example's numbers", "loses": {"test_fit": 8}}
def fit(model, train_loader, valid_loader, loss, opt, epochs, scheduler=None):
    return {"train_loss": [0.9, 0.5], "valid_loss": [1.0, 0.7], "valid_acc": [0.6, 0.8]}

# %% [markdown]
# ## reg_metrics

# %% coursekit={"answer": "reg-spread", "cell": "reg_metrics", "right": "sums over sums"}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-loop", "cell": "reg_metrics", "right": "plain Python"}
def reg_metrics(y, p):
    if np.shape(y) != np.shape(p):
        raise ValueError
    a, b = [float(v) for v in np.ravel(y)], [float(v) for v in np.ravel(p)]
    n = len(a)
    if 0.0 in a:
        raise ValueError("0")
    mae = sum(abs(s - t) for s, t in zip(a, b)) / n
    mse = sum((s - t) ** 2 for s, t in zip(a, b)) / n
    mape = sum(abs((s - t) / s) for s, t in zip(a, b)) / n * 100
    middle = sum(a) / n
    if len(set(a)) == 1:
        r2 = math.nan
    else:
        r2 = 1 - n * mse / sum((s - middle) ** 2 for s in a)
    return {"r2": r2, "mape": mape, "rmse": math.sqrt(mse), "mse": mse, "mae": mae}

# %% coursekit={"answer": "reg-torch", "cell": "reg_metrics", "right": "torch does the arithmetic"}
def reg_metrics(y, p):
    if tuple(y.shape) != tuple(p.shape) or not np.all(y):
        raise ValueError("形状或者 0")
    y, p = torch.tensor(np.array(y), dtype=torch.float64), torch.tensor(np.array(p), dtype=torch.float64)
    mse = nn.functional.mse_loss(p, y).item()
    spread = y.var(correction=0).item()
    return {"mae": nn.functional.l1_loss(p, y).item(), "mse": mse, "rmse": mse**0.5,
            "mape": ((p - y) / y).abs().mean().item() * 100, "r2": 1 - mse / spread if spread else np.nan}

# %% coursekit={"answer": "reg-no-shape", "cell": "reg_metrics", "mistake": "lets it broadcast", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-size", "cell": "reg_metrics", "mistake": "compares the numbers of elements only", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.size != p.size:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-no-zero", "cell": "reg_metrics", "mistake": "divides by zero", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-skip-zero", "cell": "reg_metrics", "mistake": "leaves the zeros out", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    y, p = y[y != 0], p[y != 0]
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-zero-eps", "cell": "reg_metrics", "mistake": "adds something small", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / (y + 1e-12)).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-zero-positive", "cell": "reg_metrics", "mistake": "refuses negative targets too", "loses": {"test_reg_metrics": 2}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y <= 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-zero-prediction", "cell": "reg_metrics", "mistake": "refuses zeros among the predictions too", "loses": {"test_reg_metrics": 2}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any() or (p == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-signed", "cell": "reg_metrics", "mistake": "errors cancel in the MAE", "loses": {"test_reg_metrics": 4}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = error.mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-mse-half", "cell": "reg_metrics", "mistake": "half the mean squared error", "loses": {"test_reg_metrics": 2}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean() / 2
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-rmse-mean", "cell": "reg_metrics", "mistake": "takes roots before it averages", "loses": {"test_reg_metrics": 2}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(error**2).mean()
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-rmse-none", "cell": "reg_metrics", "mistake": "no root", "loses": {"test_reg_metrics": 2}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = mse
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-rmse-slash", "cell": "reg_metrics", "mistake": "** 1/2 is half of it", "loses": {"test_reg_metrics": 2}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mse = (error**2).mean()
    r2 = float("nan") if y.max() == y.min() else 1 - mse / y.var()
    return {"mae": np.abs(error).mean(), "mse": mse, "rmse": mse ** 1/2, "mape": 100 * np.abs(error / y).mean(), "r2": r2}

# %% coursekit={"answer": "reg-mape-share", "cell": "reg_metrics", "mistake": "a share, not per cent", "loses": {"test_reg_metrics": 2}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-mape-prediction", "cell": "reg_metrics", "mistake": "divides by the prediction", "loses": {"test_reg_metrics": 2}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / p).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-mape-total", "cell": "reg_metrics", "mistake": "total error over total value", "loses": {"test_reg_metrics": 2}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error).sum() / np.abs(y).sum()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-mape-abs", "cell": "reg_metrics", "mistake": "takes only the error's absolute value, so that negative targets count negative", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * (np.abs(error) / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-r2-ratio", "cell": "reg_metrics", "mistake": "without 1 -", "loses": {"test_reg_metrics": 4}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-r2-corr", "cell": "reg_metrics", "mistake": "the squared correlation", "loses": {"test_reg_metrics": 4}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = np.corrcoef(y.ravel(), p.ravel())[0, 1] ** 2 if spread > 0 and p.var() > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-r2-clipped", "cell": "reg_metrics", "mistake": "never below 0", "loses": {"test_reg_metrics": 2}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = max(0.0, 1 - (error**2).sum() / spread) if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-r2-ddof", "cell": "reg_metrics", "mistake": "the sample variance", "loses": {"test_reg_metrics": 4}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - mse / y.var(ddof=1) if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-r2-zero", "cell": "reg_metrics", "mistake": "0 where all targets are the same", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else 0.0
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-r2-one", "cell": "reg_metrics", "mistake": "1 where it is right and all targets are the same", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float(mse == 0)
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-r2-raises", "cell": "reg_metrics", "mistake": "raises where all targets are the same", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    if spread == 0:
        raise ValueError
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-r2-single", "cell": "reg_metrics", "mistake": "minds a single sample only", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if len(y) > 1 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-all-nan", "cell": "reg_metrics", "mistake": "every number is nan where all targets are the same", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    if spread == 0:
        mae = mse = rmse = mape = r2
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-in-place", "cell": "reg_metrics", "mistake": "subtracts into the caller's array", "loses": {"test_reg_metrics": 1}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    p -= y
    error = -p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return {"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2}

# %% coursekit={"answer": "reg-tuple", "cell": "reg_metrics", "mistake": "returns a tuple", "loses": {"test_reg_metrics": 8}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    return mae, mse, rmse, mape, r2

# %% coursekit={"answer": "reg-prints", "cell": "reg_metrics", "mistake": "prints and returns nothing", "loses": {"test_reg_metrics": 8}}
def reg_metrics(y, p):
    if y.shape != p.shape:
        raise ValueError("形状不一样")
    if (y == 0).any():
        raise ValueError("真实值里有 0")
    error = y - p
    mae = np.abs(error).mean()
    mse = (error**2).mean()
    rmse = np.sqrt(mse)
    mape = 100 * np.abs(error / y).mean()
    spread = ((y - y.mean()) ** 2).sum()
    r2 = 1 - (error**2).sum() / spread if spread > 0 else float("nan")
    print({"mae": mae, "mse": mse, "rmse": rmse, "mape": mape, "r2": r2})

# %% coursekit={"answer": "reg-hard-coded", "cell": "reg_metrics", "mistake": "the example's numbers", "loses": {"test_reg_metrics": 5}}
def reg_metrics(y, p):
    return {"mae": 17.5, "mse": 375.0, "rmse": 375.0**0.5, "mape": 7.5, "r2": 0.97}

# %% coursekit={"answer": "reg-sklearn", "cell": "reg_metrics", "mistake": "lets scikit-learn compute", "loses": {"test_reg_metrics": 8}}
def reg_metrics(y, p):
    from sklearn.metrics import mean_absolute_error, r2_score
    if y.shape != p.shape or (y == 0).any():
        raise ValueError
    mse = ((y - p) ** 2).mean()
    r2 = float("nan") if y.max() == y.min() else r2_score(y, p)
    return {"mae": mean_absolute_error(y, p), "mse": mse, "rmse": mse**0.5, "mape": 100 * np.abs((y - p) / y).mean(), "r2": r2}

# %% [markdown]
# ## confusion

# %% coursekit={"answer": "confusion-dict", "cell": "confusion", "right": "a dictionary of places"}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-count", "cell": "confusion", "right": "counts pairs, one entry after the other"}
def confusion(y, p, labels):
    y, p = list(y), list(p)
    if len(y) != len(p) or not set(y) | set(p) <= set(labels):
        raise ValueError
    pairs = list(zip(y, p))
    return np.array([[pairs.count((a, b)) for b in labels] for a in labels])

# %% coursekit={"answer": "confusion-bincount", "cell": "confusion", "right": "numbers the pairs and lets numpy count"}
def confusion(y, p, labels):
    k = len(labels)
    rows = np.array([labels.index(a) for a in y], dtype=int)
    columns = np.array([labels.index(b) for b in p], dtype=int)
    if rows.size != columns.size:
        raise ValueError("长短不一")
    return np.bincount(rows * k + columns, minlength=k * k).reshape(k, k)

# %% coursekit={"answer": "confusion-transposed", "cell": "confusion", "mistake": "rows are predictions", "loses": {"test_confusion": 4}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[said], place[actual]] += 1
    return cm

# %% coursekit={"answer": "confusion-float", "cell": "confusion", "mistake": "a table of decimals", "loses": {"test_confusion": 2}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)))
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-shares", "cell": "confusion", "mistake": "shares of the rows", "loses": {"test_confusion": 5}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm / np.maximum(cm.sum(axis=1, keepdims=True), 1)

# %% coursekit={"answer": "confusion-diagonal", "cell": "confusion", "mistake": "only the right ones", "loses": {"test_confusion": 5}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        if actual == said:
            cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-wrong-only", "cell": "confusion", "mistake": "only the wrong ones", "loses": {"test_confusion": 5}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        if actual != said:
            cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-sorted", "cell": "confusion", "mistake": "sorts the labels", "loses": {"test_confusion": 5}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(sorted(labels))}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-sorts-theirs", "cell": "confusion", "mistake": "sorts the caller's labels", "loses": {"test_confusion": 5}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    labels.sort()
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-present", "cell": "confusion", "mistake": "only the classes that occur", "loses": {"test_confusion": 2}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    labels = [label for label in labels if label in list(y)]
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-no-length", "cell": "confusion", "mistake": "zip stops at the shorter one", "loses": {"test_confusion": 1}}
def confusion(y, p, labels):
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-shorter-p", "cell": "confusion", "mistake": "minds only a p that is too short", "loses": {"test_confusion": 1}}
def confusion(y, p, labels):
    if len(y) > len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-skip-unknown", "cell": "confusion", "mistake": "skips what it does not know", "loses": {"test_confusion": 1}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            continue
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-check-y", "cell": "confusion", "mistake": "looks only at y for unknown classes, and takes others for the last", "loses": {"test_confusion": 1}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place.get(said, -1)] += 1
    return cm

# %% coursekit={"answer": "confusion-key-error", "cell": "confusion", "mistake": "another exception for unknown classes", "loses": {"test_confusion": 1}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-numbers", "cell": "confusion", "mistake": "takes the classes for row numbers", "loses": {"test_confusion": 6}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        cm[actual, said] += 1
    return cm

# %% coursekit={"answer": "confusion-list", "cell": "confusion", "mistake": "returns lists", "loses": {"test_confusion": 5}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm.tolist()

# %% coursekit={"answer": "confusion-same-row", "cell": "confusion", "mistake": "every row is the same list", "loses": {"test_confusion": 5}}
def confusion(y, p, labels):
    k = len(labels)
    table = [[0] * k] * k
    for actual, said in zip(y, p, strict=True):
        table[labels.index(actual)][labels.index(said)] += 1
    return np.array(table)

# %% coursekit={"answer": "confusion-nothing", "cell": "confusion", "mistake": "returns nothing", "loses": {"test_confusion": 5}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1

# %% coursekit={"answer": "confusion-empty", "cell": "confusion", "mistake": "fails on nothing", "loses": {"test_confusion": 1}}
def confusion(y, p, labels):
    if len(y) == 0 or len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-pops", "cell": "confusion", "mistake": "empties the caller's list", "loses": {"test_confusion": 1}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    y = y if isinstance(y, list) else list(y)
    for said in p:
        actual = y.pop(0)
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-three", "cell": "confusion", "mistake": "three classes only", "loses": {"test_confusion": 3}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError("长短不一")
    place = {label: k for k, label in enumerate(labels)}
    cm = np.zeros((3, 3), dtype=int)
    for actual, said in zip(y, p):
        if actual not in place or said not in place:
            raise ValueError("没有的类别")
        cm[place[actual], place[said]] += 1
    return cm

# %% coursekit={"answer": "confusion-add-index", "cell": "confusion", "mistake": "fancy indexing adds one only once", "loses": {"test_confusion": 4}}
def confusion(y, p, labels):
    if len(y) != len(p):
        raise ValueError
    cm = np.zeros((len(labels), len(labels)), dtype=int)
    cm[[labels.index(a) for a in y], [labels.index(b) for b in p]] += 1
    return cm

# %% coursekit={"answer": "confusion-hard-coded", "cell": "confusion", "mistake": "the example's table", "loses": {"test_confusion": 4}}
def confusion(y, p, labels):
    return np.array([[2, 0, 2], [1, 1, 0], [0, 0, 1]])

# %% coursekit={"answer": "confusion-sklearn", "cell": "confusion", "mistake": "borrows the function", "loses": {"test_confusion": 6}}
def confusion(y, p, labels):
    from sklearn.metrics import confusion_matrix
    return confusion_matrix(y, p, labels=labels)

# %% [markdown]
# ## prf

# %% coursekit={"answer": "prf-counts", "cell": "prf", "right": "TP, FP and FN by name"}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-loop", "cell": "prf", "right": "plain loops, the harmonic mean of P and R"}
def prf(cm, average):
    def ratio(a, b):
        return float(a) / float(b) if b else 0.0

    def harmonic(p, r):
        return ratio(2 * p * r, p + r)

    k = len(cm)
    hits = [int(cm[i][i]) for i in range(k)]
    columns = [sum(int(cm[i][j]) for i in range(k)) for j in range(k)]
    rows = [sum(int(v) for v in row) for row in cm]
    p = [ratio(a, b) for a, b in zip(hits, columns)]
    r = [ratio(a, b) for a, b in zip(hits, rows)]
    f = [harmonic(a, b) for a, b in zip(p, r)]
    if average is None:
        return np.array(p), np.array(r), np.array(f)
    if average == "macro":
        return sum(p) / k, sum(r) / k, sum(f) / k
    if average == "micro":
        share = ratio(sum(hits), sum(rows))
        return share, share, share
    if average == "weighted":
        n = sum(rows)
        return tuple(ratio(sum(w * v for w, v in zip(rows, values)), n) for values in (p, r, f))
    raise ValueError(average)

# %% coursekit={"answer": "prf-where", "cell": "prf", "right": "np.divide where it may, a table of ways to average"}
def prf(cm, average):
    cm = np.asarray(cm, dtype=float)
    ways = {None: lambda v, w: v, "macro": lambda v, w: v.mean(), "micro": lambda v, w: v[0],
            "weighted": lambda v, w: (v * w).sum() / w.sum() if w.any() else 0.0}
    if average not in ways:
        raise ValueError(f"不认识 {average}")
    hit, said, true = np.diagonal(cm), cm.sum(0), cm.sum(1)
    if average == "micro":
        hit, said, true = (v.sum(keepdims=True) for v in (hit, said, true))
    P = np.divide(hit, said, out=np.zeros_like(said), where=said > 0)
    R = np.divide(hit, true, out=np.zeros_like(true), where=true > 0)
    F = np.divide(2 * P * R, P + R, out=np.zeros_like(said), where=P + R > 0)
    return tuple(ways[average](v, true) for v in (P, R, F))

# %% coursekit={"answer": "prf-swapped", "cell": "prf", "mistake": "precision by rows, recall by columns", "loses": {"test_prf": 7}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=1) - TP
    FN = cm.sum(axis=0) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-order", "cell": "prf", "mistake": "recall first", "loses": {"test_prf": 7}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return R, P, F1

# %% coursekit={"answer": "prf-f1-slide", "cell": "prf", "mistake": "TP in the denominator of F1 counted once", "loses": {"test_prf": 7}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-f1-half", "cell": "prf", "mistake": "F1 without the 2", "loses": {"test_prf": 7}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-f1-mean", "cell": "prf", "mistake": "F1 as the plain mean", "loses": {"test_prf": 6}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = (P + R) / 2
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-f1-maximum", "cell": "prf", "mistake": "takes 1 for every P + R below 1", "loses": {"test_prf": 2}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * P * R / np.maximum(P + R, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = cm.sum(axis=1) / max(cm.sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-whole-lines", "cell": "prf", "mistake": "takes whole columns and rows for FP and FN", "loses": {"test_prf": 11}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0)
    FN = cm.sum(axis=1)
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = cm.sum(axis=1) / max(cm.sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-macro-of-means", "cell": "prf", "mistake": "F1 of the averaged P and R", "loses": {"test_prf": 3}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R = P.mean(), R.mean()
        F1 = 2 * P * R / (P + R) if P + R else 0.0
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-macro-weighted", "cell": "prf", "mistake": "macro weighted by class size", "loses": {"test_prf": 5}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average in ("macro", "weighted"):
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-macro-skips", "cell": "prf", "mistake": "macro leaves out classes that were never said", "loses": {"test_prf": 2}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        here = TP + FP > 0
        P, R, F1 = (v[here].mean() if here.any() else 0.0 for v in (P, R, F1))
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-macro-skips-empty", "cell": "prf", "mistake": "macro leaves out classes without samples", "loses": {"test_prf": 2}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        here = TP + FN > 0
        P, R, F1 = (v[here].mean() if here.any() else 0.0 for v in (P, R, F1))
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-macro-three", "cell": "prf", "mistake": "macro divides by three", "loses": {"test_prf": 3}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.sum() / 3, R.sum() / 3, F1.sum() / 3
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-micro-macro", "cell": "prf", "mistake": "micro is macro", "loses": {"test_prf": 3}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average in ("macro", "micro"):
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-micro-weighted", "cell": "prf", "mistake": "micro falls through to weighted", "loses": {"test_prf": 3}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average is None:
        return P, R, F1
    if average == "macro":
        return P.mean(), R.mean(), F1.mean()
    weights = (TP + FN) / max((TP + FN).sum(), 1)
    return weights @ P, weights @ R, weights @ F1

# %% coursekit={"answer": "prf-micro-fp", "cell": "prf", "mistake": "micro without the wrong ones' second count", "loses": {"test_prf": 3}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), 0
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-no-micro", "cell": "prf", "mistake": "knows no micro", "loses": {"test_prf": 5}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-weighted-said", "cell": "prf", "mistake": "weighted by what was said", "loses": {"test_prf": 2}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FP) / max((TP + FP).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-weighted-macro", "cell": "prf", "mistake": "weighted is macro", "loses": {"test_prf": 3}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average in ("macro", "weighted"):
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    return P, R, F1

# %% coursekit={"answer": "prf-weighted-hits", "cell": "prf", "mistake": "weighted by the right ones", "loses": {"test_prf": 2}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = TP / max(TP.sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-weighted-zero", "cell": "prf", "mistake": "no weights for an empty matrix", "loses": {"test_prf": 2}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / (TP + FN).sum()
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-weighted-f1", "cell": "prf", "mistake": "weighted F1 of the averaged P and R", "loses": {"test_prf": 2}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R = weights @ P, weights @ R
        F1 = 2 * P * R / (P + R) if P + R else 0.0
    return P, R, F1

# %% coursekit={"answer": "prf-nan", "cell": "prf", "mistake": "0/0 stays nan", "loses": {"test_prf": 1}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / (TP + FP)
    R = TP / (TP + FN)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-nan-recall", "cell": "prf", "mistake": "0/0 stays nan in the recall", "loses": {"test_prf": 1}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / (TP + FN)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-nan-f1", "cell": "prf", "mistake": "0/0 stays nan in F1, made of P and R", "loses": {"test_prf": 1}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * P * R / (P + R)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-zero-one", "cell": "prf", "mistake": "0/0 is 1", "loses": {"test_prf": 1}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = np.where(TP + FP > 0, TP / np.maximum(TP + FP, 1), 1.0)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-no-check", "cell": "prf", "mistake": "takes any word for None", "loses": {"test_prf": 1}}
def prf(cm, average):
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-empty-none", "cell": "prf", "mistake": "an empty word is None", "loses": {"test_prf": 1}}
def prf(cm, average):
    average = average or None
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-in-place", "cell": "prf", "mistake": "subtracts in the caller's matrix", "loses": {"test_prf": 1}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm).copy()
    cm -= np.diag(TP)
    FP, FN = cm.sum(axis=0), cm.sum(axis=1)
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-int", "cell": "prf", "mistake": "whole-number division", "loses": {"test_prf": 11}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP // np.maximum(TP + FP, 1)
    R = TP // np.maximum(TP + FN, 1)
    F1 = 2 * TP // np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-single", "cell": "prf", "mistake": "numbers of single precision", "loses": {"test_prf": 2}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    cm = cm.astype(np.float32)
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-binary", "cell": "prf", "mistake": "only the last class", "loses": {"test_prf": 11}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    TP, FP, FN = TP[-1], FP[-1], FN[-1]
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1
    return P, R, F1

# %% coursekit={"answer": "prf-nothing", "cell": "prf", "mistake": "returns nothing", "loses": {"test_prf": 11}}
def prf(cm, average):
    if average not in (None, "macro", "micro", "weighted"):
        raise ValueError("没有这种平均")
    TP = np.diag(cm)
    FP = cm.sum(axis=0) - TP
    FN = cm.sum(axis=1) - TP
    if average == "micro":
        TP, FP, FN = TP.sum(), FP.sum(), FN.sum()
    P = TP / np.maximum(TP + FP, 1)
    R = TP / np.maximum(TP + FN, 1)
    F1 = 2 * TP / np.maximum(2 * TP + FP + FN, 1)
    if average == "macro":
        P, R, F1 = P.mean(), R.mean(), F1.mean()
    if average == "weighted":
        weights = (TP + FN) / max((TP + FN).sum(), 1)
        P, R, F1 = weights @ P, weights @ R, weights @ F1

# %% coursekit={"answer": "prf-hard-coded", "cell": "prf", "mistake": "the example's numbers", "loses": {"test_prf": 7}}
def prf(cm, average):
    if average is None:
        return np.array([5 / 7, 0.6, 11 / 13]), np.array([5 / 6, 0.6, 11 / 14]), np.array([10 / 13, 0.6, 22 / 27])
    if average == "micro":
        return 22 / 30, 22 / 30, 22 / 30
    return (5 / 7 + 0.6 + 11 / 13) / 3, (5 / 6 + 0.6 + 11 / 14) / 3, (10 / 13 + 0.6 + 22 / 27) / 3

# %% coursekit={"answer": "prf-sklearn", "cell": "prf", "mistake": "lets scikit-learn count", "loses": {"test_prf": 11}}
def prf(cm, average):
    from sklearn.metrics import precision_recall_fscore_support
    y = [i for i, row in enumerate(cm) for n in row for _ in range(n)]
    p = [j for row in cm for j, n in enumerate(row) for _ in range(n)]
    return precision_recall_fscore_support(y, p, average=average, zero_division=0)[:3]
