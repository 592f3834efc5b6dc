//! Reference data sets for linear regression of the US National Institute of Standards and Technology (`StRD`), with
//! their certified values. Each was solved again in 120 digits before it was written down here, and agreed to all.
//!
//! How many digits of a coefficient a fit in f64 can have follows from its condition: about 16, less the logarithm of
//! the condition of the standardised columns, less that of what the coefficient moves against what the answers are
//! made of, and where much is left over less the condition once more.

use ndarray::Array2;

use super::super::{LinearSolver, Model, Supervised, qr};
use super::finish;

/// A set: its columns and answers, and what is certified.
struct Certified<'a> {
    name: &'a str,
    x: Array2<f64>,
    y: Vec<f64>,
    /// The intercept first.
    coefficients: &'a [f64],
    /// 0 where nothing is left over.
    errors: &'a [f64],
    noise: f64,
    r2: f64,
    /// Digits that must be right: of coefficients, and of standard errors and noise.
    digits: [f64; 2],
}

fn powers(x: &[f64], degree: usize) -> Array2<f64> {
    Array2::from_shape_fn((x.len(), degree), |(i, j)| (0..=j).map(|_| x[i]).product())
}

/// Digits that agree; for a certified 0 those behind the point.
fn digits(found: f64, certified: f64) -> f64 {
    let size = if certified == 0.0 { 1.0 } else { certified.abs() };
    let apart = (found - certified).abs() / size;
    if apart == 0.0 { 16.0 } else { -apart.log10() }
}

impl Certified<'_> {
    #[track_caller]
    fn check(&self) {
        let problem = Supervised::number("y", (self.x.clone().into(), self.y.clone()), None).unwrap();
        let fitted = finish(LinearSolver::new(problem, 0.0, &|| true).unwrap());
        assert!(fitted.left_out.is_empty(), "{}", self.name);
        let Model::Linear { intercept, weights } = &fitted.model else { unreachable!() };
        let precision = fitted.findings.precision.unwrap();
        let errors = precision.standard_errors(&|_| (0.0, 1.0), &|| true).unwrap();
        let found = [*intercept].into_iter().chain(weights.iter().copied());
        let least = |pairs: Vec<(f64, f64)>| {
            pairs.into_iter().map(|(found, known)| digits(found, known)).fold(16.0, f64::min)
        };
        let of_coefficients = least(found.zip(self.coefficients.iter().copied()).collect());
        let found = [errors.intercept].into_iter().chain(errors.outputs.into_iter().flatten());
        let mut pairs: Vec<(f64, f64)> = found.zip(self.errors.iter().copied()).collect();
        assert_eq!(pairs.len(), self.coefficients.len());
        pairs.push((precision.noise(), self.noise));
        let of_errors = least(pairs);
        let mean = self.y.iter().sum::<f64>() / self.y.len() as f64;
        let spread: f64 = self.y.iter().map(|y| (y - mean) * (y - mean)).sum();
        let r2 = digits(1.0 - fitted.curve[1].train * self.y.len() as f64 / spread, self.r2);
        let [wanted, wanted_errors] = self.digits;
        assert!(of_coefficients >= wanted, "{}: {of_coefficients} digits of coefficients", self.name);
        assert!(of_errors >= wanted_errors, "{}: {of_errors} digits of standard errors", self.name);
        assert!(r2 >= 11.0, "{}: {r2} digits of R²", self.name);
    }
}

#[rustfmt::skip]
const NORRIS_X: [f64; 36] = [
    0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3,
    448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0,
    447.5, 11.6, 556.0, 228.1, 995.8, 887.6, 120.2, 0.3,
    0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3,
    229.2, 669.1, 448.9, 0.5,
];
#[rustfmt::skip]
const NORRIS_Y: [f64; 36] = [
    0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5,
    449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3,
    448.9, 10.8, 557.7, 228.3, 998.0, 888.8, 119.6, 0.3,
    0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6,
    228.9, 668.4, 449.2, 0.2,
];

#[test]
fn norris() {
    Certified {
        name: "Norris",
        x: powers(&NORRIS_X, 1),
        y: NORRIS_Y.to_vec(),
        coefficients: &[-0.262_323_073_774_029, 1.002_116_818_020_45],
        errors: &[0.232_818_234_301_152, 0.429_796_848_199_937e-3],
        noise: 0.884_796_396_144_373,
        r2: 0.999_993_745_883_712,
        // The intercept is a two-thousandth of the answers it comes from.
        digits: [11.0, 11.0],
    }
    .check();
}

#[rustfmt::skip]
const PONTIUS_Y: [f64; 40] = [
    0.11019, 0.21956, 0.32949, 0.43899, 0.54803, 0.65694, 0.76562, 0.87487,
    0.98292, 1.09146, 1.20001, 1.30822, 1.41599, 1.52399, 1.63194, 1.73947,
    1.84646, 1.95392, 2.06128, 2.16844, 0.11052, 0.22018, 0.32939, 0.43886,
    0.54798, 0.65739, 0.76596, 0.87474, 0.98300, 1.09150, 1.20004, 1.30818,
    1.41613, 1.52408, 1.63159, 1.73965, 1.84696, 1.95445, 2.06177, 2.16829,
];

#[test]
fn pontius() {
    let x: Vec<f64> = (0..40).map(|i| 150_000.0 * f64::from(i % 20 + 1)).collect();
    Certified {
        name: "Pontius",
        x: powers(&x, 2),
        y: PONTIUS_Y.to_vec(),
        coefficients: &[0.673_565_789_473_684e-3, 0.732_059_160_401_003e-6, -0.316_081_871_345_029e-14],
        errors: &[0.107_938_612_033_077e-3, 0.157_817_399_981_659e-9, 0.486_652_849_992_036e-16],
        noise: 0.205_177_424_076_185e-3,
        r2: 0.999_999_900_178_537,
        // The intercept is a three-thousandth of the answers, which are known to within 1e-4 of themselves.
        digits: [10.5, 10.0],
    }
    .check();
}

#[test]
fn longley() {
    #[rustfmt::skip]
    let table = [
        [60323.0,  83.0, 234_289.0, 2356.0, 1590.0, 107_608.0, 1947.0],
        [61122.0,  88.5, 259_426.0, 2325.0, 1456.0, 108_632.0, 1948.0],
        [60171.0,  88.2, 258_054.0, 3682.0, 1616.0, 109_773.0, 1949.0],
        [61187.0,  89.5, 284_599.0, 3351.0, 1650.0, 110_929.0, 1950.0],
        [63221.0,  96.2, 328_975.0, 2099.0, 3099.0, 112_075.0, 1951.0],
        [63639.0,  98.1, 346_999.0, 1932.0, 3594.0, 113_270.0, 1952.0],
        [64989.0,  99.0, 365_385.0, 1870.0, 3547.0, 115_094.0, 1953.0],
        [63761.0, 100.0, 363_112.0, 3578.0, 3350.0, 116_219.0, 1954.0],
        [66019.0, 101.2, 397_469.0, 2904.0, 3048.0, 117_388.0, 1955.0],
        [67857.0, 104.6, 419_180.0, 2822.0, 2857.0, 118_734.0, 1956.0],
        [68169.0, 108.4, 442_769.0, 2936.0, 2798.0, 120_445.0, 1957.0],
        [66513.0, 110.8, 444_546.0, 4681.0, 2637.0, 121_950.0, 1958.0],
        [68655.0, 112.6, 482_704.0, 3813.0, 2552.0, 123_366.0, 1959.0],
        [69564.0, 114.2, 502_601.0, 3931.0, 2514.0, 125_368.0, 1960.0],
        [69331.0, 115.7, 518_173.0, 4806.0, 2572.0, 127_852.0, 1961.0],
        [70551.0, 116.9, 554_894.0, 4007.0, 2827.0, 130_081.0, 1962.0],
    ];
    Certified {
        name: "Longley",
        x: Array2::from_shape_fn((16, 6), |(i, j)| table[i][j + 1]),
        y: table.iter().map(|row| row[0]).collect(),
        coefficients: &[
            -3_482_258.634_595_82,
            15.061_872_271_373_3,
            -0.358_191_792_925_910e-1,
            -2.020_229_803_816_83,
            -1.033_226_867_173_59,
            -0.511_041_056_535_807e-1,
            1_829.151_464_613_55,
        ],
        errors: &[
            890_420.383_607_373,
            84.914_925_774_766_9,
            0.334_910_077_722_432e-1,
            0.488_399_681_651_699,
            0.214_274_163_161_675,
            0.226_073_200_069_370,
            455.478_499_142_212,
        ],
        noise: 304.854_073_561_965,
        r2: 0.995_479_004_577_296,
        // The standardised columns have a condition near 110.
        digits: [11.0, 11.0],
    }
    .check();
}

/// Twenty-one whole numbers and the five powers of each; the answers of set 1 are the sum of all powers.
fn wampler(name: &str, base: f64, noise: f64, errors: &[f64], r2: f64, digits: [f64; 2]) {
    let x: Vec<f64> = (0..21).map(f64::from).collect();
    #[rustfmt::skip]
    let off = [
        759.0, -2048.0, 2048.0, -2048.0, 2523.0, -2048.0, 2048.0, -2048.0, 1838.0, -2048.0, 2048.0, -2048.0, 1838.0,
        -2048.0, 2048.0, -2048.0, 2523.0, -2048.0, 2048.0, -2048.0, 759.0,
    ];
    // Certified for the first level of noise; ten and a hundred times as much gives as much more error.
    let scale = noise / 2_360.145_023_792_68;
    let coefficients: Vec<f64> = (0..6).map(|power| base.powi(power)).collect();
    let y = x.iter().zip(off).map(|(x, off)| {
        let sum: f64 = (0..6).map(|power| (base * x).powi(power)).sum();
        sum + scale.round() * off
    });
    let set = Certified {
        name,
        y: y.collect(),
        x: powers(&x, 5),
        coefficients: &coefficients,
        errors,
        noise,
        r2,
        digits,
    };
    set.check();
}

const WAMPLER_ERRORS: [f64; 6] = [
    2_152.326_246_781_70,
    2_363.551_734_696_81,
    779.343_524_331_583,
    101.475_507_550_350,
    5.645_665_121_707_52,
    0.112_324_854_679_312,
];

#[test]
fn wampler_1_to_5() {
    let times = |scale: f64| WAMPLER_ERRORS.map(|error| error * scale);
    // The fifth power goes to three million while the intercept is 1: six digits go there.
    wampler("Wampler1", 1.0, 0.0, &[0.0; 6], 1.0, [8.0, 6.0]);
    wampler("Wampler2", 0.1, 0.0, &[0.0; 6], 1.0, [10.0, 10.0]);
    wampler("Wampler3", 1.0, 2_360.145_023_792_68, &times(1.0), 0.999_995_559_025_820, [8.0, 11.0]);
    // A coefficient of 1 among noise of 236,000, and then 100 times that.
    wampler("Wampler4", 1.0, 236_014.502_379_268, &times(100.0), 0.957_478_440_825_662, [7.0, 11.0]);
    wampler("Wampler5", 1.0, 23_601_450.237_926_8, &times(10_000.0), 0.224_668_921_574_940e-2, [5.0, 11.0]);
}

#[rustfmt::skip]
const FILIP_X: [f64; 82] = [
    -6.860_120_914, -4.324_130_045, -4.358_625_055, -4.358_426_747, -6.955_852_379, -6.661_145_254,
    -6.355_462_942, -6.118_102_026, -7.115_148_017, -6.815_308_569, -6.519_993_057, -6.204_119_983,
    -5.853_871_964, -6.109_523_091, -5.798_329_82, -5.482_672_118, -5.171_791_386, -4.851_705_903,
    -4.517_126_416, -4.143_573_228, -3.709_075_441, -3.499_489_089, -6.300_769_497, -5.953_504_836,
    -5.642_065_153, -5.031_376_979, -4.680_685_696, -4.329_846_955, -3.928_486_195, -8.567_351_34,
    -8.363_211_311, -8.107_682_739, -7.823_908_741, -7.522_878_745, -7.218_819_279, -6.920_818_754,
    -6.628_932_138, -6.323_946_875, -5.991_399_828, -8.781_464_495, -8.663_140_179, -8.473_531_488,
    -8.247_337_057, -7.971_428_747, -7.676_129_393, -7.352_812_702, -7.072_065_318, -6.774_174_009,
    -6.478_861_916, -6.159_517_513, -6.835_647_144, -6.531_652_67, -6.224_098_421, -5.910_094_889,
    -5.598_599_459, -5.290_645_224, -4.974_284_616, -4.644_548_48, -4.290_560_426, -3.885_055_584,
    -3.408_378_962, -3.132_002_49, -8.726_767_166, -8.666_955_97, -8.511_026_475, -8.165_388_579,
    -7.886_056_648, -7.588_043_762, -7.283_412_422, -6.995_678_626, -6.691_862_621, -6.392_544_977,
    -6.067_374_056, -6.684_029_655, -6.378_719_832, -6.065_855_188, -5.752_272_167, -5.132_414_673,
    -4.811_352_704, -4.098_269_308, -3.661_742_77, -3.264_401_1,
];
#[rustfmt::skip]
const FILIP_Y: [f64; 82] = [
    0.8116, 0.9072, 0.9052, 0.9039, 0.8053, 0.8377, 0.8667, 0.8809, 0.7975,
    0.8162, 0.8515, 0.8766, 0.8885, 0.8859, 0.8959, 0.8913, 0.8959, 0.8971,
    0.9021, 0.909, 0.9139, 0.9199, 0.8692, 0.8872, 0.89, 0.891, 0.8977,
    0.9035, 0.9078, 0.7675, 0.7705, 0.7713, 0.7736, 0.7775, 0.7841, 0.7971,
    0.8329, 0.8641, 0.8804, 0.7668, 0.7633, 0.7678, 0.7697, 0.77, 0.7749,
    0.7796, 0.7897, 0.8131, 0.8498, 0.8741, 0.8061, 0.846, 0.8751, 0.8856,
    0.8919, 0.8934, 0.894, 0.8957, 0.9047, 0.9129, 0.9209, 0.9219, 0.7739,
    0.7681, 0.7665, 0.7703, 0.7702, 0.7761, 0.7809, 0.7961, 0.8253, 0.8602,
    0.8809, 0.8301, 0.8664, 0.8834, 0.8898, 0.8964, 0.8963, 0.9074, 0.9119,
    0.9228,
];

/// Ten powers of numbers between −9 and −3. Of the seventh power less than a billionth of the variance is its own, so
/// the program leaves it out as one that follows from those below; the reflections alone find all eleven coefficients.
#[test]
fn filip() {
    let certified = [
        -1_467.489_614_229_80,
        -2_772.179_591_933_42,
        -2_316.371_081_608_93,
        -1_127.973_940_983_72,
        -354.478_233_703_349,
        -75.124_201_739_375_7,
        -10.875_318_035_534_3,
        -1.062_214_985_889_47,
        -0.670_191_154_593_408e-1,
        -0.246_781_078_275_479e-2,
        -0.402_962_525_080_404e-4,
    ];
    let x = powers(&FILIP_X, 10);
    let (mean, sd) = super::super::gram::moments(&x.view(), &|| true).unwrap();
    let y_mean = FILIP_Y.iter().sum::<f64>() / 82.0;
    let y = FILIP_Y.iter().map(|y| y - y_mean).collect();
    let solved = qr::least_squares(&((&x - &mean) / &sd), &y, &|| true).unwrap().unwrap();
    let weights = &solved.weights / &sd;
    let found = [y_mean - weights.dot(&mean)].into_iter().chain(weights.iter().copied());
    // A condition of ten thousand millions leaves six to seven of sixteen digits.
    for (found, certified) in found.zip(certified) {
        assert!(digits(found, certified) > 6.0, "{found} {certified}");
    }
    let problem = Supervised::number("y", (x.into(), FILIP_Y.to_vec()), None).unwrap();
    let fitted = finish(LinearSolver::new(problem, 0.0, &|| true).unwrap());
    let left: Vec<usize> = fitted.left_out.iter().map(|(output, _)| *output).collect();
    assert_eq!(left.first(), Some(&6));
}
