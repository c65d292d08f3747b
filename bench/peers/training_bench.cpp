// libtorch on the training step the engine's trainers take: MLP 12 -> 4 x width -> 64, SiLU, Adam, mean squared error,
// fresh rows of a shuffled set in every step. Prints one JSON object: the mean time of a step over the given seconds.
#include <torch/torch.h>
#include <chrono>
#include <cstdio>
#include <cstdlib>

extern "C" char *openblas_get_corename(void);

constexpr int INPUTS = 12, POINTS = 64, HIDDEN = 4, ROWS = 65536, WARMUP_STEPS = 30;

static double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

static torch::nn::Sequential mlp(int width) {
    torch::nn::Sequential net;
    for (int layer = 0, inputs = INPUTS; layer < HIDDEN; layer++, inputs = width) {
        net->push_back(torch::nn::Linear(inputs, width));
        net->push_back(torch::nn::SiLU());
    }
    net->push_back(torch::nn::Linear(width, POINTS));
    return net;
}

struct Run {
    torch::nn::Sequential net;
    torch::optim::Adam optimizer;
    torch::Tensor inputs = torch::randn({ROWS, INPUTS}), targets = torch::randn({ROWS, POINTS}), loss;
    int64_t batch, at = 0;

    Run(int width, int64_t batch) : net(mlp(width)), optimizer(net->parameters(), torch::optim::AdamOptions(1e-3)), batch(batch) {}

    void step() {
        if (at + batch > ROWS)
            at = 0;
        optimizer.zero_grad();
        loss = torch::mse_loss(net->forward(inputs.narrow(0, at, batch)), targets.narrow(0, at, batch));
        loss.backward();
        optimizer.step();
        at += batch;
    }
};

int main(int count, char **text) {
    int width = count == 5 ? atoi(text[1]) : 0, batch = count == 5 ? atoi(text[2]) : 0, threads = count == 5 ? atoi(text[3]) : 0;
    double seconds = count == 5 ? atof(text[4]) : 0;
    if (width < 1 || batch < 1 || batch > ROWS || threads < 1 || !(seconds > 0)) {
        fprintf(stderr, "usage: %s WIDTH BATCH THREADS SECONDS; all above 0, batch at most %d\n", text[0], ROWS);
        return 1;
    }
    torch::set_num_threads(threads);
    torch::manual_seed(1);
    Run run(width, batch);
    for (int i = 0; i < WARMUP_STEPS; i++)
        run.step();
    long steps = 0;
    double start = seconds_now(), spent;
    do {
        run.step();
        steps++;
        spent = seconds_now() - start;
    } while (spent < seconds);
    printf("{\"who\":\"libtorch %s\",\"kernel\":\"%s\",\"steps\":%ld,\"step_ms\":%.6g,\"loss\":%.6g}\n",
           TORCH_VERSION, openblas_get_corename(), steps, 1e3 * spent / (double)steps, run.loss.item<double>());
    return 0;
}
