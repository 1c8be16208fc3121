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
