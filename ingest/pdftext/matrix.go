package pdftext

import "math"

// A matrix is a PDF transformation [a b c d e f] (ISO 32000-1, 8.3.4).
type matrix [6]float64

func identity() matrix { return matrix{1, 0, 0, 1, 0, 0} }

// mul is m followed by n.
func (m matrix) mul(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// area is what the unit square becomes.
func (m matrix) area() float64 { return math.Abs(m[0]*m[3] - m[1]*m[2]) }

// bounds is the box around what a box becomes; both are left, bottom, right,
// top with the smaller numbers first.
func (m matrix) bounds(box [4]float64) [4]float64 {
	b := [4]float64{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for _, c := range [4][2]float64{{box[0], box[1]}, {box[0], box[3]}, {box[2], box[1]}, {box[2], box[3]}} {
		x, y := m.apply(c[0], c[1])
		b[0], b[1] = math.Min(b[0], x), math.Min(b[1], y)
		b[2], b[3] = math.Max(b[2], x), math.Max(b[3], y)
	}
	return b
}

// finite reports whether every number of m is one to calculate with.
func (m matrix) finite() bool {
	for _, v := range m {
		if math.IsNaN(v) || math.Abs(v) > 1e9 {
			return false
		}
	}
	return true
}

// shown maps default user space to the page as it is shown: origin in the top
// left corner, y downwards, turned clockwise by rotate degrees. It also gives
// the shown page's width and height.
func shown(box [4]float64, rotate int64) (m matrix, width, height float64) {
	w, h := box[2]-box[0], box[3]-box[1]
	m = matrix{1, 0, 0, -1, -box[0], box[3]}
	switch ((rotate % 360) + 360) % 360 {
	case 90:
		return m.mul(matrix{0, 1, -1, 0, h, 0}), h, w
	case 180:
		return m.mul(matrix{-1, 0, 0, -1, w, h}), w, h
	case 270:
		return m.mul(matrix{0, -1, 1, 0, 0, w}), h, w
	}
	return m, w, h
}
