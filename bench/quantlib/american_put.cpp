// Values an American put with QuantLib's least-squares Monte Carlo, on one core, and prints seconds, value, error estimate.
//   american_put PATHS CALIBRATION STEPS SPOT STRIKE RATE VOLATILITY YEARS SEED
// The rate is continuously compounded; exercise is possible on every step, as in the program that it is compared with.
#include <ql/quantlib.hpp>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace QuantLib;

int main(int argc, char** argv) {
    if (argc != 10) {
        std::fprintf(stderr, "usage: american_put PATHS CALIBRATION STEPS SPOT STRIKE RATE VOLATILITY YEARS SEED\n");
        return 2;
    }
    const Size paths = std::strtoul(argv[1], nullptr, 10), calibration = std::strtoul(argv[2], nullptr, 10), steps = std::strtoul(argv[3], nullptr, 10);
    const Real spot = std::atof(argv[4]), strike = std::atof(argv[5]), rate = std::atof(argv[6]), volatility = std::atof(argv[7]), years = std::atof(argv[8]);
    const BigNatural seed = std::strtoul(argv[9], nullptr, 10);

    const DayCounter days = Actual360();
    const Date today(1, May, 2026), expiry = today + static_cast<Integer>(360 * years + 0.5);
    Settings::instance().evaluationDate() = today;
    const Handle<Quote> price(ext::make_shared<SimpleQuote>(spot));
    const Handle<YieldTermStructure> interest(ext::make_shared<FlatForward>(today, rate, days)), dividends(ext::make_shared<FlatForward>(today, 0.0, days));
    const Handle<BlackVolTermStructure> spread(ext::make_shared<BlackConstantVol>(today, NullCalendar(), volatility, days));
    const auto process = ext::make_shared<BlackScholesMertonProcess>(price, dividends, interest, spread);

    VanillaOption put(ext::make_shared<PlainVanillaPayoff>(Option::Put, strike), ext::make_shared<AmericanExercise>(today, expiry));
    put.setPricingEngine(MakeMCAmericanEngine<PseudoRandom>(process).withSteps(steps).withAntitheticVariate(false).withSamples(paths)
        .withCalibrationSamples(calibration).withPolynomialOrder(3).withBasisSystem(LsmBasisSystem::Monomial).withSeed(seed));

    const auto start = std::chrono::steady_clock::now();
    const Real value = put.NPV();
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("%.6f %.6f %.6f\n", seconds, value, put.errorEstimate());
    return 0;
}
