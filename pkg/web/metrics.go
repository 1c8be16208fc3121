package web

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"referat/pkg/library"
)

// metrics are the server's figures, as Prometheus reads them.
type metrics struct {
	handler  http.Handler
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	sheds    *prometheus.CounterVec
}

func newMetrics(s *Site) *metrics {
	registry := prometheus.NewRegistry()
	m := &metrics{
		handler: promhttp.HandlerFor(registry, promhttp.HandlerOpts{DisableCompression: true}),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "referat_http_requests_total", Help: "Requests answered, by route and status."}, []string{"route", "code"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "referat_http_request_duration_seconds", Help: "How long requests took, by route.",
			Buckets: []float64{.001, .0025, .005, .01, .015, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}}, []string{"route"}),
		sheds: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "referat_http_shed_total", Help: "Requests turned away for want of room, by class."}, []string{"class"}),
	}
	for c := range s.gates {
		m.sheds.WithLabelValues(string(c))
	}
	registry.MustRegister(m.requests, m.seconds, m.sheds,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "referat_generation", Help: "Number of the archive's generation that is served."}, func() float64 {
			return float64(s.library.Serving())
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "referat_drawings", Help: "Pages being drawn, or waiting for it."}, func() float64 {
			n, _ := s.drawing.busy()
			return float64(n)
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "referat_picture_bytes", Help: "Bytes of pictures that are kept."}, func() float64 {
			_, bytes := s.drawing.busy()
			return float64(bytes)
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "referat_http_requests_in_flight", Help: "Requests being worked on."}, func() float64 {
			n := 0
			for _, g := range s.gates {
				in, _ := g.busy()
				n += in
			}
			return float64(n)
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: "referat_http_requests_waiting", Help: "Requests waiting for room."}, func() float64 {
			n := 0
			for _, g := range s.gates {
				_, waiting := g.busy()
				n += waiting
			}
			return float64(n)
		}),
	)
	return m
}

func (m *metrics) count(rec *recorder, took time.Duration) {
	route := rec.route
	if route == "" {
		route = "none"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(rec.status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

func (m *metrics) shed(c class) { m.sheds.WithLabelValues(string(c)).Inc() }

func (m *metrics) serve(w http.ResponseWriter, r *http.Request, _ *library.Volume) error {
	w.Header().Set("Cache-Control", "no-store")
	m.handler.ServeHTTP(w, r)
	return nil
}
